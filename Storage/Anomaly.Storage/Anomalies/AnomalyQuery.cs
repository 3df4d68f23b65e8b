using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Anomalies;

/// <summary>Which anomalies are wanted. A field that is null lets all pass.</summary>
public sealed record AnomalyQuery
{
    /// <summary>Only of this series.</summary>
    public string? Series { get; init; }

    /// <summary>Only by this method.</summary>
    public string? Method { get; init; }

    /// <summary>Only of this severity.</summary>
    public AnomalySeverity? Severity { get; init; }

    /// <summary>Only of this status.</summary>
    public AnomalyStatus? Status { get; init; }

    /// <summary>Only of this incident.</summary>
    public Guid? Incident { get; init; }

    /// <summary>Only detected at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only detected before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those that come after this one in the order of the answer.</summary>
    public AnomalyCursor? After { get; init; }

    /// <summary>The order of the answer: newest first, or oldest first to catch up.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Whether the order is by series (in byte order), then by time, all in the direction of <see cref="OldestFirst"/>.</summary>
    public bool BySeries { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
