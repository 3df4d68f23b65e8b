using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Outbox;

/// <summary>A message in the outbox, without its text.</summary>
public sealed record OutboxItem
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its place: later ones are greater.</summary>
    public required long Seq { get; init; }

    /// <summary>Its channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The route that it goes by.</summary>
    public required string RouteKey { get; init; }

    /// <summary>The group that it is about.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Why it is sent: <c>trigger</c>, <c>update</c>, <c>acknowledge</c> or <c>resolve</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The severity of the most important incident in it.</summary>
    public required AnomalySeverity Severity { get; init; }

    /// <summary>The most important incident in it.</summary>
    public required Guid Incident { get; init; }

    /// <summary>How many incidents it is about.</summary>
    public required int IncidentCount { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it waits: when it is tried next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How many attempts were begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>Where it is.</summary>
    public required OutboxState State { get; init; }

    /// <summary>What the receiver answered last.</summary>
    public int? StatusCode { get; init; }

    /// <summary>More of the last attempt, one line.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was delivered, given up or cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
