using Anomaly.Grains.Partitions;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Ingestion;

/// <summary>Counts what was sent to each partition and not read yet, so that a broker that keeps little loses nothing.</summary>
internal sealed class UnreadBytes(IKafkaStreamControl streams)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Queue<(long Offset, int Bytes)>> _sent = [];

    public void Sent(int partition, long offset, int bytes)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(partition, out var queue))
            {
                _sent.Add(partition, queue = new());
            }

            queue.Enqueue((offset, bytes));
        }
    }

    /// <summary>The unread bytes of the fullest partition.</summary>
    public long Fullest()
    {
        lock (_lock)
        {
            var fullest = 0L;
            foreach (var partition in streams.GetPartitions())
            {
                if (partition.Provider == PartitionOptions.StreamProvider && _sent.TryGetValue(partition.Partition, out var queue))
                {
                    while (queue.TryPeek(out var first) && first.Offset < (partition.Position ?? 0))
                    {
                        queue.Dequeue();
                    }

                    fullest = Math.Max(fullest, queue.Sum(sent => (long)sent.Bytes));
                }
            }

            return fullest;
        }
    }
}
