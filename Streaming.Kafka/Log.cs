using Microsoft.Extensions.Logging;

namespace Anomaly.Streaming.Kafka;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Kafka stream '{Provider}': topic {Topic} at {Brokers} has {Partitions} partitions")]
    public static partial void Connected(ILogger logger, string provider, string topic, string brokers, int partitions);

    [LoggerMessage(3001, LogLevel.Warning, "Kafka stream '{Provider}': no broker answers at {Brokers} yet ({Reason}); waiting up to {Timeout}")]
    public static partial void WaitingForBroker(ILogger logger, string provider, string brokers, string reason, TimeSpan timeout);

    [LoggerMessage(3002, LogLevel.Information, "Kafka stream '{Provider}': topic {Topic} is absent; creating it with {Partitions} partitions")]
    public static partial void CreatingTopic(ILogger logger, string provider, string topic, int partitions);

    [LoggerMessage(3003, LogLevel.Information, "Kafka stream '{Provider}': the broker does not create topics on request ({Reason}); it is asked for {Topic} as a producer would, which creates it where that is allowed")]
    public static partial void AutoCreatingTopic(ILogger logger, string provider, string topic, string reason);

    [LoggerMessage(3004, LogLevel.Information, "Kafka stream '{Provider}': the broker gives no id for topic {Topic} ({Reason})")]
    public static partial void NoTopicId(ILogger logger, string provider, string topic, string reason);

    [LoggerMessage(3005, LogLevel.Information, "Kafka stream '{Provider}': topic {Topic} now has {Partitions} partitions")]
    public static partial void PartitionsAdded(ILogger logger, string provider, string topic, int partitions);

    [LoggerMessage(3006, LogLevel.Warning, "Kafka stream '{Provider}': topic {Topic} was created anew (id {Id}, before {Before}); its partitions start again")]
    public static partial void TopicRecreated(ILogger logger, string provider, string topic, string? id, string? before);

    [LoggerMessage(3007, LogLevel.Debug, "Kafka stream '{Provider}': topic {Topic} could not be checked")]
    public static partial void TopicCheckFailed(ILogger logger, Exception exception, string provider, string topic);

    [LoggerMessage(3010, LogLevel.Information, "Kafka stream '{Provider}', partition {Partition}: reading from offset {Offset} (log {Low} to {High}, generation {Generation})")]
    public static partial void Reading(ILogger logger, string provider, int partition, long offset, long low, long high, int generation);

    [LoggerMessage(3011, LogLevel.Warning, "Kafka stream '{Provider}', partition {Partition}: the start position is not known; asking again until it is")]
    public static partial void NoPosition(ILogger logger, Exception exception, string provider, int partition);

    [LoggerMessage(3012, LogLevel.Information, "Kafka stream '{Provider}', partition {Partition}: restart ({Reason})")]
    public static partial void Restarting(ILogger logger, string provider, int partition, string reason);

    [LoggerMessage(3013, LogLevel.Warning, "Kafka stream '{Provider}', partition {Partition}: the log does not hold offset {Offset}; asking again where to start")]
    public static partial void OutOfRange(ILogger logger, string provider, int partition, long offset);

    [LoggerMessage(3014, LogLevel.Warning, "Kafka stream '{Provider}', partition {Partition}: reading is interrupted: {Reason}")]
    public static partial void Interrupted(ILogger logger, string provider, int partition, string reason);

    [LoggerMessage(3015, LogLevel.Information, "Kafka stream '{Provider}', partition {Partition}: reading goes on")]
    public static partial void GoesOn(ILogger logger, string provider, int partition);

    [LoggerMessage(3016, LogLevel.Warning, "Kafka stream '{Provider}', partition {Partition}: committing for lag tools fails ({Reason}); reading is not affected")]
    public static partial void CommitFailed(ILogger logger, string provider, int partition, string reason);

    [LoggerMessage(3017, LogLevel.Error, "Kafka stream '{Provider}', partition {Partition}: the reader failed and is started again")]
    public static partial void ReaderFailed(ILogger logger, Exception exception, string provider, int partition);

    [LoggerMessage(3018, LogLevel.Information, "Kafka stream '{Provider}', partition {Partition}: reading ended at offset {Offset}")]
    public static partial void Ended(ILogger logger, string provider, int partition, long? offset);

    [LoggerMessage(3019, LogLevel.Warning, "Kafka stream '{Provider}', partition {Partition}: the reader did not end within {Timeout}; it is left to end by itself")]
    public static partial void SlowEnd(ILogger logger, string provider, int partition, TimeSpan timeout);

    [LoggerMessage(3020, LogLevel.Error, "Kafka stream '{Provider}', partition {Partition}: a record or more near offset {Offset} cannot be read ({Reason})")]
    public static partial void Unreadable(ILogger logger, string provider, int partition, long offset, string reason);

    [LoggerMessage(3021, LogLevel.Warning, "Kafka stream '{Provider}': nobody reads partitions {Partitions}: no silo of the cluster may")]
    public static partial void Unread(ILogger logger, string provider, string partitions);

    [LoggerMessage(3022, LogLevel.Information, "Kafka stream '{Provider}': every partition has a silo that may read it")]
    public static partial void AllRead(ILogger logger, string provider);

    [LoggerMessage(3023, LogLevel.Warning, "Kafka stream '{Provider}': topic {Topic} has {Partitions} partitions, fewer than {Section}:Partitions, which is {Wanted}; no more silos than partitions can share the work. Add some (kafka-topics.sh --alter --topic {Topic} --partitions {Wanted}), or set {Section}:Partitions to {Partitions}")]
    public static partial void FewerPartitions(ILogger logger, string provider, string topic, int partitions, string section, int wanted);

    [LoggerMessage(3024, LogLevel.Warning, "Kafka stream '{Provider}': this silo reads nothing: the topic has {Partitions} partitions for {Silos} silos. Add partitions (kafka-topics.sh --alter), or run fewer silos")]
    public static partial void TooFewPartitions(ILogger logger, string provider, int partitions, int silos);

    [LoggerMessage(3030, LogLevel.Debug, "Kafka stream '{Provider}': client: {Facility}: {Message}")]
    public static partial void Client(ILogger logger, string provider, string facility, string message);
}
