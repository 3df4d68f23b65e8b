namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>What the broker says of a partition.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="TopicId">The broker's id of this incarnation of the topic, or what <see cref="Options.KafkaStreamOptions.TopicId"/> says; null where there is none.</param>
/// <param name="Low">The first offset that the log still holds.</param>
/// <param name="High">The offset that the next record will get.</param>
/// <param name="Generation">The <see cref="KafkaBatch.Generation"/> of what will be read from the answer on.</param>
/// <param name="EndsBelow">
/// The answer given just before, where <paramref name="High"/>, read after that answer, lies below it: the log was cut or created again.
/// Null at the first question, whose <paramref name="High"/> proves nothing: it may be older than what others read meanwhile.
/// </param>
public sealed record KafkaPartitionLog(string Topic, int Partition, string? TopicId, long Low, long High, int Generation, long? EndsBelow = null);
