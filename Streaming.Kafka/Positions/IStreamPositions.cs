namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>
/// Says where reading of a partition starts. The user of the stream owns the truth about progress; Kafka's committed offsets are
/// for lag tools only and are never read.
/// </summary>
public interface IStreamPositions
{
    /// <summary>Asked before the first read of a partition, and again after each <see cref="IKafkaStreamControl.Restart"/> and each offset that the log no longer holds.</summary>
    /// <param name="provider">The stream provider's name.</param>
    /// <param name="log">What the broker says of the partition now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The offset of the first record to deliver. An exception is logged and the question asked again, with growing pauses; nothing is read meanwhile.</returns>
    Task<long> GetStartAsync(string provider, KafkaPartitionLog log, CancellationToken cancellationToken);
}
