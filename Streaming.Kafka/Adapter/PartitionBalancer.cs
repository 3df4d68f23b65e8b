using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>
/// Spreads the partitions over the active silos at once, evenly (none has more than ⌈partitions ÷ silos⌉), and so that few move when a
/// silo comes or goes: rendezvous hashing with bounded loads. Every silo reckons the same from the same membership; while their views
/// differ, two may read one partition, which the streams' user must bear (it owns the position).
/// </summary>
internal sealed class PartitionBalancer(IServiceProvider services, ILogger<PartitionBalancer> logger) : QueueBalancerBase(services, logger)
{
    private volatile SiloAddress[] _silos = [];
    private PartitionMapper? _mapper;

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _mapper = (PartitionMapper)queueMapper;
        _mapper.Grown += Changed;
        return base.Initialize(queueMapper);
    }

    public override async Task Shutdown()
    {
        _mapper?.Grown -= Changed;
        await base.Shutdown();
    }

    public override IEnumerable<QueueId> GetMyQueues()
    {
        if (_mapper is not { } mapper) return [];
        var owners = Spread([.. _silos.Select(silo => silo.GetConsistentHashCode())], mapper.Count);
        var mine = SiloAddress.GetConsistentHashCode();
        return [.. Enumerable.Range(0, mapper.Count).Where(partition => owners.Length > 0 && owners[partition] == mine).Select(mapper.QueueOf)];
    }

    /// <summary>Which silo reads each partition.</summary>
    internal static int[] Spread(int[] silos, int partitions)
    {
        if (silos.Length == 0) return [];
        var most = (partitions + silos.Length - 1) / silos.Length;
        var load = silos.Distinct().ToDictionary(silo => silo, _ => 0);
        var owners = new int[partitions];
        for (var partition = 0; partition < partitions; partition++)
        {
            var owner = load.Keys.Where(silo => load[silo] < most).MaxBy(silo => (Weight(silo, partition), silo));
            load[owner]++;
            owners[partition] = owner;
        }
        return owners;
    }

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        _silos = [.. activeSilos];
        Changed();
    }

    private void Changed() => NotifyListeners().Ignore();

    private static ulong Weight(int silo, int partition)
    {
        // SplitMix64's finalizer: every bit of the input moves every bit of the weight.
        var x = ((ulong)(uint)silo << 32) | (uint)partition;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
