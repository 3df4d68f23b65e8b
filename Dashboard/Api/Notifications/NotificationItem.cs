using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Outbox;

namespace Anomaly.Dashboard.Api.Notifications;

/// <summary>A message of the outbox, without its text.</summary>
internal sealed record NotificationItem
{
    internal NotificationItem(OutboxItem item)
    {
        (Id, Channel, Route, Group) = (item.Id, item.Channel, item.RouteKey, item.GroupKey);
        (Kind, Severity, IncidentId, IncidentCount) = (item.Kind, item.Severity, item.Incident, item.IncidentCount);
        (State, CreatedAt, Attempts, FinishedAt) = (item.State, item.CreatedAt, item.Attempts, item.FinishedAt);
        (StatusCode, Detail) = (item.StatusCode, item.Detail);
        DueAt = item.State == OutboxState.Waiting ? item.DueAt : null;
    }

    /// <summary>Its id; the receiver sees the same at each attempt.</summary>
    public Guid Id { get; }

    /// <summary>The channel that it goes to.</summary>
    public string Channel { get; }

    /// <summary>The route that it goes by, as text.</summary>
    public string Route { get; }

    /// <summary>The group of incidents that it is about, as text: the same for all messages about that group.</summary>
    public string Group { get; }

    /// <summary>Why it is sent: trigger (the group's first message), update (it changed, or is told again), acknowledge, resolve.</summary>
    public string Kind { get; }

    /// <summary>The severity of the most important incident in it.</summary>
    public AnomalySeverity Severity { get; }

    /// <summary>The most important incident in it.</summary>
    public Guid IncidentId { get; }

    /// <summary>How many incidents it is about.</summary>
    public int IncidentCount { get; }

    /// <summary>Where it is.</summary>
    public OutboxState State { get; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Where it waits: when it is tried next.</summary>
    public DateTimeOffset? DueAt { get; }

    /// <summary>How many attempts were begun.</summary>
    public int Attempts { get; }

    /// <summary>What the receiver answered last; null where it did not.</summary>
    public int? StatusCode { get; }

    /// <summary>More of the last attempt, or why it was cancelled; null for nothing.</summary>
    public string? Detail { get; }

    /// <summary>When it was delivered, given up or cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; }
}
