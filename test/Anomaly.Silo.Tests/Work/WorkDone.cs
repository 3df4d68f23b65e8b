using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Work;

/// <summary>What a silo says that it has done.</summary>
internal sealed record WorkDone(double Samples, double GrainCalls, double DirectCalls, double AllocatedBytes, double Checkpoints)
{
    public static async Task<WorkDone> ReadAsync(SiloProcess silo, CancellationToken cancellationToken) => new(
        await silo.MetricAsync("metrics_processed_total", cancellationToken),
        await silo.MetricAsync("series_calls_total", cancellationToken),
        await silo.MetricAsync("series_calls_direct_total", cancellationToken),
        await silo.MetricAsync("system_runtime_dotnet_gc_heap_total_allocated", cancellationToken),
        await silo.MetricAsync("checkpoint_seconds_count", cancellationToken));

    public static WorkDone operator -(WorkDone late, WorkDone early) => new(
        late.Samples - early.Samples,
        late.GrainCalls - early.GrainCalls,
        late.DirectCalls - early.DirectCalls,
        late.AllocatedBytes - early.AllocatedBytes,
        late.Checkpoints - early.Checkpoints);
}
