using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Outbox;

/// <summary>A message that is to be delivered.</summary>
public sealed record OutboxMessage
{
    /// <summary>Its id, the same at each attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>Why it is sent: <c>trigger</c>, <c>update</c>, <c>acknowledge</c> or <c>resolve</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The severity of the most important incident in it.</summary>
    public required AnomalySeverity Severity { get; init; }

    /// <summary>The most important incident in it.</summary>
    public required Guid Incident { get; init; }

    /// <summary>How many incidents it is about.</summary>
    public required int IncidentCount { get; init; }

    /// <summary>All of it: a JSON object.</summary>
    public required string Payload { get; init; }
}
