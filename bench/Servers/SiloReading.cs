using System.Diagnostics;

namespace Anomaly.Bench.Servers;

/// <summary>What the silos and the machine say at one time.</summary>
/// <param name="At">The time, as <see cref="Stopwatch"/> counts it.</param>
/// <param name="Metrics">The metrics of all silos.</param>
/// <param name="Cpu">CPU time.</param>
/// <param name="WorkingSet">Bytes of memory of all silos.</param>
/// <param name="FewestPartitions">How many partitions the silo owns that has the fewest.</param>
internal sealed record SiloReading(long At, MetricsReading Metrics, CpuTimes Cpu, long WorkingSet, int FewestPartitions)
{
    /// <summary>Samples that the detectors were given.</summary>
    public double Processed { get; } = Metrics.Sum("metrics_processed_total");

    /// <summary>Records in the log that are not applied yet.</summary>
    public double Lag { get; } = Metrics.Sum("partition_lag_records");

    /// <summary>Bytes of objects that the last collection left, holes included.</summary>
    public double Heap { get; } = Metrics.Sum("system_runtime_dotnet_gc_last_collection_heap_size");

    public double SecondsSince(SiloReading earlier) => Stopwatch.GetElapsedTime(earlier.At, At).TotalSeconds;

    public double RateSince(SiloReading earlier) => (Processed - earlier.Processed) / SecondsSince(earlier);

    /// <summary>How much a metric has grown.</summary>
    public double Growth(SiloReading earlier, string name, string? label = null) => Metrics.Sum(name, label) - earlier.Metrics.Sum(name, label);
}
