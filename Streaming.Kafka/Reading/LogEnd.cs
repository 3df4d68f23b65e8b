using Anomaly.Streaming.Kafka.Batches;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>The log's ends: heard of with each fetch, and asked for where nothing is fetched for long. Belongs to the reading thread but for <see cref="High"/>.</summary>
internal sealed class LogEnd(TopicPartition partition, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);
    private long _high = -1;
    private long _asked;

    /// <summary>The log's end as last heard of; null where nothing was heard.</summary>
    public long? High => Interlocked.Read(ref _high) is >= 0 and var high ? high : null;

    /// <summary>Takes what came with the last fetch.</summary>
    public void Hear(IConsumer<Slice, Slice> consumer)
    {
        var high = consumer.GetWatermarkOffsets(partition).High;
        if (high != Offset.Unset) Interlocked.Exchange(ref _high, high.Value);
    }

    /// <summary>Asks the broker.</summary>
    /// <exception cref="KafkaException">It does not answer in time.</exception>
    public (long Low, long High) Ask(IConsumer<Slice, Slice> consumer, TimeSpan patience)
    {
        _asked = time.GetTimestamp();
        var ends = consumer.QueryWatermarkOffsets(partition, patience);
        Interlocked.Exchange(ref _high, ends.High.Value);
        return (ends.Low.Value, ends.High.Value);
    }

    /// <summary>Asks the broker now and then while nothing is fetched, so that a lag that grows is seen.</summary>
    public void AskSometimes(IConsumer<Slice, Slice> consumer)
    {
        if (time.GetElapsedTime(_asked) < AskInterval) return;
        try
        {
            Ask(consumer, TimeSpan.FromMilliseconds(500));
        }
        catch (KafkaException)
        {
            // The number is for show; an outage is noticed when reading goes on.
        }
    }
}
