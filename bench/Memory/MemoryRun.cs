using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Memory;

/// <summary>A silo that was filled at a steady rate.</summary>
/// <param name="Readings">Looks in time order, a few seconds apart, while it was filled.</param>
/// <param name="Collected">The last: all garbage is collected.</param>
internal sealed record MemoryRun(IReadOnlyList<SiloReading> Readings, SiloReading Collected)
{
    private const string Committed = "system_runtime_dotnet_gc_last_collection_memory_committed_size";

    /// <summary>The looks of the second half, when most series have been met.</summary>
    public IReadOnlyList<SiloReading> Second => [.. Readings.Skip((Readings.Count - 1) / 2)];

    public double Heap => Collected.Heap;

    /// <summary>Memory that the runtime holds for objects, those that are gone too.</summary>
    public double CommittedBytes => Collected.Metrics.Sum(Committed);

    public long WorkingSet => Readings[^1].WorkingSet;
}
