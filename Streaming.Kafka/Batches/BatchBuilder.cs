using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Batches;

/// <summary>Gathers the records of one batch after the other. Belongs to the reading thread.</summary>
internal sealed class BatchBuilder(string provider, int partition, KafkaStreamOptions options, TimeProvider time)
{
    private readonly List<KafkaRecord> _records = new(int.Min(options.MaxBatchRecords, 8192));
    private long _from;

    /// <summary>The deserializer that the records' keys and values go through.</summary>
    public Slab Slab { get; } = new();

    public int Count => _records.Count;

    public bool IsFull => _records.Count >= options.MaxBatchRecords || Slab.Length >= options.MaxBatchBytes;

    /// <summary>The offset after the last record.</summary>
    public long Next { get; private set; }

    /// <summary>Forgets what was gathered and starts a batch at an offset.</summary>
    public void Reset(long from)
    {
        _records.Clear();
        Slab.Clear();
        _from = Next = from;
    }

    public void Add(ConsumeResult<Slice, Slice> result)
    {
        var message = result.Message;
        var timestamp = message.Timestamp.Type == TimestampType.NotAvailable ? -1 : message.Timestamp.UnixTimestampMs;
        _records.Add(new KafkaRecord(result.Offset.Value, timestamp, message.Key.Start, message.Key.Length, message.Value.Start, message.Value.Length));
        Next = result.Offset.Value + 1;
    }

    /// <summary>The batch of what was gathered; the next one starts where it ends.</summary>
    public KafkaBatch Take(int generation, long? high)
    {
        var batch = new KafkaBatch
        {
            Provider = provider,
            Topic = options.Topic,
            Partition = partition,
            Generation = generation,
            From = _from,
            Next = Next,
            High = high ?? -1,
            ReceivedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Records = [.. _records],
            Data = Slab.Take(),
            StreamNamespace = options.StreamNamespace,
        };
        _records.Clear();
        _from = Next;
        return batch;
    }
}
