using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Partitions;

/// <summary>At shutdown, before anything else stops: every partition of this silo is checkpointed, so that the next owner replays nothing.</summary>
internal sealed class PartitionShutdown(IGrainFactory grains, PartitionRegistry registry, ILogger<PartitionShutdown> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PartitionShutdown), ServiceLifecycleStage.Active + 1, _ => Task.CompletedTask, StopAsync);

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        registry.IsStopping = true;
        var drains = registry.All
            .Select(open => grains.GetGrain<IPartitionGrain>(open.Partition.ToString(CultureInfo.InvariantCulture)).DrainAsync())
            .ToArray();
        try
        {
            await Task.WhenAll(drains).WaitAsync(Patience, cancellationToken);
            Log.Drained(logger, drains.Length);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Nothing is lost: what was not saved is read again at the next start.
            Log.DrainTimedOut(logger, drains.Count(drain => !drain.IsCompleted), drains.Length);
        }
    }
}
