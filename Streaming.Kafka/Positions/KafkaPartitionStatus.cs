namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>How the reading of a partition goes.</summary>
/// <param name="Provider">The stream provider's name.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Position">The offset of the next record to read; null while <see cref="IStreamPositions"/> has not said where to start.</param>
/// <param name="High">The log's end as last heard of; null where nothing was heard yet.</param>
/// <param name="UnreleasedBytes">Bytes read and not released.</param>
/// <param name="Error">Why nothing is read, where that is so: one sentence.</param>
/// <param name="SinceHeard">How long ago the broker last gave records or answered where the log ends; null where it never did. It is asked every 5 s while nothing comes.</param>
/// <param name="Resting">For how long there has been nothing to read; null while there is something.</param>
public sealed record KafkaPartitionStatus(
    string Provider, string Topic, int Partition, long? Position, long? High, long UnreleasedBytes, string? Error, TimeSpan? SinceHeard = null, TimeSpan? Resting = null);
