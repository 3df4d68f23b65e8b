using Confluent.Kafka;

namespace Anomaly.Silo.Tests.BadInput;

/// <summary>Reads a dead-letter topic from its start, on and on.</summary>
public sealed class DeadLetterReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly List<Message<byte[]?, byte[]?>> _seen = [];
    private readonly string _topic;

    public DeadLetterReader(ConsumerConfig config, string topic, int partitions)
    {
        _topic = topic;
        config.GroupId = "dead-letter-reader";
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnableAutoCommit = false;
        config.FetchWaitMaxMs = 50;
        config.AllowAutoCreateTopics = true;
        config.TopicMetadataRefreshIntervalMs = 500;
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetKeyDeserializer(Deserializers.ByteArray!).SetValueDeserializer(Deserializers.ByteArray!).SetErrorHandler((_, _) => { }).SetLogHandler((_, _) => { }).Build();
        _consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
    }

    /// <summary>The first that is wanted, among those read before and those to come.</summary>
    public Message<byte[]?, byte[]?> Find(Predicate<Message<byte[]?, byte[]?>> wanted, string what)
    {
        if (_seen.Find(wanted) is { } found)
        {
            return found;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            for (; ; )
            {
                try
                {
                    var message = _consumer.Consume(patience.Token).Message;
                    _seen.Add(message);
                    if (wanted(message))
                    {
                        return message;
                    }
                }
                catch (ConsumeException exception) when (exception.Error.Code == Confluent.Kafka.ErrorCode.UnknownTopicOrPart)
                {
                    // No dead letter was ever sent.
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Within {Patience.TotalSeconds} s {_topic} did not get {what}; it has {_seen.Count} records.");
        }
    }

    public void Dispose() => _consumer.Dispose();
}
