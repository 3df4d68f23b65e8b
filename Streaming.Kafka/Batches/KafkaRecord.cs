namespace Anomaly.Streaming.Kafka;

/// <summary>Where a record stands in its batch's <see cref="KafkaBatch.Data"/>.</summary>
/// <param name="Offset">The record's offset.</param>
/// <param name="Timestamp">The broker's time of the record in Unix milliseconds; −1 where the broker gives none.</param>
/// <param name="KeyStart">Where its key starts.</param>
/// <param name="KeyLength">The key's length; −1 where it has none.</param>
/// <param name="ValueStart">Where its value starts.</param>
/// <param name="ValueLength">The value's length; −1 where it is null (a tombstone).</param>
[GenerateSerializer, Immutable, Alias("kafka.record")]
public readonly record struct KafkaRecord(
    [property: Id(0)] long Offset,
    [property: Id(1)] long Timestamp,
    [property: Id(2)] int KeyStart,
    [property: Id(3)] int KeyLength,
    [property: Id(4)] int ValueStart,
    [property: Id(5)] int ValueLength);
