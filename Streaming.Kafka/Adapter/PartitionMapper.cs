using System.Globalization;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>One queue a partition: the queue's number is the partition's, whatever the number of partitions is, so that it can grow.</summary>
internal sealed class PartitionMapper(string provider, int count) : IStreamQueueMapper
{
    private volatile int _count = count;

    /// <summary>Raised when partitions were added.</summary>
    public event Action? Grown;

    public int Count => _count;

    public static int PartitionOf(QueueId queue) => (int)queue.GetNumericId();

    public QueueId QueueOf(int partition) => QueueId.GetQueueId(provider, (uint)partition, (uint)partition * 2654435761u);

    public IEnumerable<QueueId> GetAllQueues() => [.. Enumerable.Range(0, Count).Select(QueueOf)];

    public QueueId GetQueueForStream(StreamId streamId) =>
        int.TryParse(streamId.GetKeyAsString(), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            ? QueueOf(partition)
            : throw new ArgumentException($"Stream '{streamId}' is none of the Kafka stream provider '{provider}': its key is not a partition's number.", nameof(streamId));

    public void Grow(int count)
    {
        _count = count;
        Grown?.Invoke();
    }
}
