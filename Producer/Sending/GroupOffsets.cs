using Confluent.Kafka;

namespace Anomaly.Producer.Sending;

/// <summary>Asks the broker what a topic holds and what a group has read of it, without joining the group.</summary>
internal sealed class GroupOffsets : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly string _topic;

    public GroupOffsets(UnreadLimiterOptions options)
    {
        _topic = options.Topic;
        try
        {
            _consumer = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.ForOffsets(options.BootstrapServers, options.Group, options.Settings))
                .SetErrorHandler((_, _) => { })
                .SetLogHandler((_, _) => { })
                .Build();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new InvalidSettingException($"--set or --group: the Kafka client does not take it: {e.Message}", e);
        }
    }

    /// <summary>The bounds of the partitions 0 to n − 1. Blocks.</summary>
    /// <exception cref="KafkaException">The broker does not answer.</exception>
    public PartitionBounds[] Ask(int partitions)
    {
        var all = Enumerable.Range(0, partitions).Select(partition => new TopicPartition(_topic, partition)).ToList();
        var bounds = new PartitionBounds[partitions];
        foreach (var one in _consumer.Committed(all, Patience))
        {
            var marks = _consumer.QueryWatermarkOffsets(one.TopicPartition, Patience);
            bounds[one.Partition.Value] = new PartitionBounds(marks.Low.Value, marks.High.Value, one.Offset.IsSpecial ? null : one.Offset.Value);
        }

        return bounds;
    }

    public void Dispose() => _consumer.Dispose();
}
