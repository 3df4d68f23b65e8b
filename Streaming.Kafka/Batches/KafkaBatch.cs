namespace Anomaly.Streaming.Kafka;

/// <summary>
/// What one read of a partition brought: every record from <see cref="From"/> up to, but not including, <see cref="Next"/>. Offsets
/// may be missing inside (compacted and transactional topics). Batches of a partition continue each other: the next one's
/// <see cref="From"/> is this one's <see cref="Next"/>, unless a restart lies between them.
/// </summary>
[GenerateSerializer, Immutable, Alias("kafka.batch")]
public sealed partial class KafkaBatch
{
    /// <summary>The stream provider's name.</summary>
    [Id(0)] public required string Provider { get; init; }

    /// <summary>The topic.</summary>
    [Id(1)] public required string Topic { get; init; }

    /// <summary>The partition.</summary>
    [Id(2)] public required int Partition { get; init; }

    /// <summary>
    /// Tells a batch read before a restart from one read after it: a new number for each restart and each new receiver of the partition.
    /// Compare for equality; the clocks of two silos do not order it.
    /// </summary>
    [Id(3)] public required int Generation { get; init; }

    /// <summary>The first offset that the batch covers.</summary>
    [Id(4)] public required long From { get; init; }

    /// <summary>The first offset after the batch.</summary>
    [Id(5)] public required long Next { get; init; }

    /// <summary>The log's end as last heard of; −1 where nothing was heard.</summary>
    [Id(6)] public required long High { get; init; }

    /// <summary>When the batch was read: Unix milliseconds.</summary>
    [Id(7)] public required long ReceivedAt { get; init; }

    /// <summary>The records, by offset.</summary>
    [Id(8)] public required KafkaRecord[] Records { get; init; }

    /// <summary>Keys and values of all records.</summary>
    [Id(9)] public required byte[] Data { get; init; }

    /// <summary>The namespace of the batch's stream.</summary>
    [Id(10)] public string StreamNamespace { get; init; } = "";

    /// <summary>A record's key.</summary>
    public ReadOnlySpan<byte> Key(in KafkaRecord record) => record.KeyLength <= 0 ? default : Data.AsSpan(record.KeyStart, record.KeyLength);

    /// <summary>A record's value; empty where it is null.</summary>
    public ReadOnlySpan<byte> Value(in KafkaRecord record) => record.ValueLength <= 0 ? default : Data.AsSpan(record.ValueStart, record.ValueLength);
}
