using System.Collections.Concurrent;

namespace Anomaly.Grains.Partitions;

/// <summary>The sessions of this silo, for health, metrics and shutdown.</summary>
internal sealed class PartitionRegistry
{
    private readonly ConcurrentDictionary<int, PartitionSession> _sessions = new();

    /// <summary>Whether the silo stops: what was checkpointed and closed stays closed.</summary>
    public bool IsStopping { get; set; }

    public void Opened(int partition, PartitionSession session) => _sessions[partition] = session;

    /// <summary>Forgets a session, unless another has its place already.</summary>
    public void Closed(int partition, PartitionSession session) => _sessions.TryRemove(KeyValuePair.Create(partition, session));

    /// <summary>The session of a partition; null where this silo owns none that is alive.</summary>
    public PartitionSession? Find(int partition) => _sessions.TryGetValue(partition, out var session) && !session.HasEnded ? session : null;

    /// <summary>Why the partition's last session ended; null where it lives, or there was none.</summary>
    public string? WhyEnded(int partition) => _sessions.TryGetValue(partition, out var session) && session.Ended is { IsCompletedSuccessfully: true } ended ? ended.Result : null;

    public IEnumerable<(int Partition, PartitionSession Session)> All => _sessions.Select(pair => (pair.Key, pair.Value));
}
