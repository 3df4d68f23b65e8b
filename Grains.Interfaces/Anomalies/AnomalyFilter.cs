namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>Which anomalies a watcher wants. A field that is null lets all pass.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.filter")]
public sealed record AnomalyFilter
{
    /// <summary>All anomalies.</summary>
    public static AnomalyFilter All { get; } = new();

    /// <summary>Only of this series.</summary>
    [Id(0)] public string? Series { get; init; }

    /// <summary>Only by this method.</summary>
    [Id(1)] public string? Method { get; init; }

    /// <summary>Only of this severity or worse.</summary>
    [Id(2)] public AnomalySeverity? MinSeverity { get; init; }

    /// <summary>Whether an anomaly passes.</summary>
    /// <param name="record">The anomaly.</param>
    /// <returns>True where every field that is set agrees.</returns>
    public bool Matches(AnomalyRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Series is null || string.Equals(Series, record.MetricName, StringComparison.Ordinal))
            && (Method is null || string.Equals(Method, record.DetectionMethod, StringComparison.Ordinal))
            && (MinSeverity is null || record.Severity >= MinSeverity);
    }
}
