using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>Which incidents are wanted, those opened last first. A field that is null lets all pass.</summary>
public sealed record IncidentQuery
{
    /// <summary>Only of this status.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>Only with an anomaly of this series.</summary>
    public string? Series { get; init; }

    /// <summary>Only of this severity.</summary>
    public AnomalySeverity? Severity { get; init; }

    /// <summary>Only those whose last anomaly is of this event time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that began before this event time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those that come after this one in the order of the answer.</summary>
    public Guid? After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
