using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Incidents;

/// <summary>An anomaly that is in no incident yet: what a fold needs of it.</summary>
public sealed record InboxAnomaly
{
    /// <summary>The anomaly's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The series' id.</summary>
    public required string Series { get; init; }

    /// <summary>The series' labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The event time.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When it was detected.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>The value that was judged.</summary>
    public required double Value { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The method's own score.</summary>
    public required double Score { get; init; }

    /// <summary>The value expected, where the method has one.</summary>
    public double? Expected { get; init; }

    /// <summary>The lower end of the band, where the method has one.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper end of the band, where the method has one.</summary>
    public double? Upper { get; init; }

    /// <summary>How bad it is.</summary>
    public required AnomalySeverity Severity { get; init; }

    /// <summary>One sentence that says why.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The event time that incidents go by: one ahead of the clock counts as the time of detection. A single sample from a wrong
    /// clock would otherwise lie after all that comes for years.
    /// </summary>
    public DateTimeOffset At => Timestamp < DetectedAt ? Timestamp : DetectedAt;
}
