namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>
/// One anomaly with all that explains it. The same sample, method and series always give the same <see cref="Id"/>,
/// so that a reader who sees an anomaly twice (live, then durable; or after a replay) can ignore the repeat.
/// </summary>
[GenerateSerializer, Immutable, Alias("anomaly.record")]
public sealed record AnomalyRecord
{
    /// <summary>A UUID made of the event time and of the identity (series, method, source position).</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>The series' id.</summary>
    [Id(1)] public required string MetricName { get; init; }

    /// <summary>The series' labels; empty where it has none.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The event time of the sample that the anomaly is about.</summary>
    [Id(3)] public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When the service decided.</summary>
    [Id(4)] public DateTimeOffset DetectedAt { get; init; }

    /// <summary>The value that was judged: of a counter its rate per second. Of a silence, the last value before it.</summary>
    [Id(5)] public required double Value { get; init; }

    /// <summary>What the method compared with: a distance for the moving average, a z-score for the isolation forest, seconds for a silence.</summary>
    [Id(6)] public required double Threshold { get; init; }

    /// <summary>What people made of it.</summary>
    [Id(7)] public AnomalyStatus Status { get; init; }

    /// <summary>The method's name, such as <c>moving_average</c>, <c>isolation_forest</c> or <c>silence</c>.</summary>
    [Id(8)] public required string DetectionMethod { get; init; }

    /// <summary>The method's own score; larger is more anomalous.</summary>
    [Id(9)] public required double AnomalyScore { get; init; }

    /// <summary>The score in standard deviations, where the method has one.</summary>
    [Id(10)] public double? ZScore { get; init; }

    /// <summary>The value that the method expected, where it has one.</summary>
    [Id(11)] public double? Expected { get; init; }

    /// <summary>The lower end of the band that would not have alarmed, where the method has one.</summary>
    [Id(12)] public double? Lower { get; init; }

    /// <summary>The upper end of the band that would not have alarmed, where the method has one.</summary>
    [Id(13)] public double? Upper { get; init; }

    /// <summary>How bad it is.</summary>
    [Id(14)] public required AnomalySeverity Severity { get; init; }

    /// <summary>On which side of the expectation the value lies.</summary>
    [Id(15)] public required AnomalyDirection Direction { get; init; }

    /// <summary>One sentence that says why.</summary>
    [Id(16)] public required string Reason { get; init; }

    /// <summary>The incident that the anomaly belongs to, where there is one.</summary>
    [Id(17)] public Guid? IncidentId { get; init; }

    /// <summary>What the method saw when it decided: a JSON object.</summary>
    [Id(18)] public required string Context { get; init; }

    /// <summary>The settings that it decided with: a JSON object.</summary>
    [Id(19)] public required string Config { get; init; }

    /// <summary>Which sample raised it.</summary>
    [Id(20)] public required SourcePosition Source { get; init; }
}
