using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Health;

/// <summary>
/// The last resort against a partition that stands still: a reader that was told where to start reads for an owner on its own silo,
/// which takes what is read. Where there is no owner, or it gets nothing although more was read, for some seconds and whatever became
/// of it, the reader is told to ask anew. Not sooner: while the silos' views of the cluster differ, two of them read the partition,
/// and each question takes the owner from the other.
/// </summary>
internal sealed class ReaderWatch(PartitionRegistry registry, IKafkaStreamControl streams)
{
    /// <summary>Looks in a row at which a partition stood still before its reader is told.</summary>
    public const int Patience = 5;

    private const long NoOwner = -1;

    private Dictionary<int, (int Looks, long At)> _still = [];

    /// <summary>Looks once; called each second.</summary>
    public void Look()
    {
        var still = new Dictionary<int, (int, long)>();
        foreach (var reader in streams.GetPartitions())
        {
            var at = registry.Find(reader.Partition)?.Cursor ?? NoOwner;
            if (reader.Position is null || at >= reader.Position)
            {
                continue;
            }

            var looks = _still.TryGetValue(reader.Partition, out var before) && before.At == at ? before.Looks + 1 : 1;
            if (looks >= Patience)
            {
                streams.Restart(reader.Provider, reader.Partition);
            }
            else
            {
                still[reader.Partition] = (looks, at);
            }
        }

        _still = still;
    }
}
