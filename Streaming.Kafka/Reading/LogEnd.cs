using Anomaly.Streaming.Kafka.Batches;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>The log's ends: heard of with each fetch, and asked for where nothing is fetched for long. Belongs to the reading thread but for <see cref="High"/>.</summary>
internal sealed class LogEnd(TopicPartition partition, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);
    private long _high = -1;
    private long _asked;
    private long _heard = -1;
    private long _resting = -1;

    /// <summary>The log's end as last heard of; null where nothing was heard.</summary>
    public long? High => Interlocked.Read(ref _high) is >= 0 and var high ? high : null;

    /// <summary>How long ago the broker gave records or an answer; null where it never did.</summary>
    public TimeSpan? SinceHeard => Since(ref _heard);

    /// <summary>For how long there has been nothing to read; null while there is something.</summary>
    public TimeSpan? Resting => Since(ref _resting);

    /// <summary>Notes that records came.</summary>
    public void NoteRecords()
    {
        Interlocked.Exchange(ref _heard, time.GetTimestamp());
        Interlocked.Exchange(ref _resting, -1);
    }

    /// <summary>Notes that there is nothing to read.</summary>
    public void NoteRest()
    {
        if (_resting < 0) Interlocked.Exchange(ref _resting, time.GetTimestamp());
    }

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
        Interlocked.Exchange(ref _heard, _asked);
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

    private TimeSpan? Since(ref long timestamp) => Interlocked.Read(ref timestamp) is >= 0 and var at ? time.GetElapsedTime(at) : null;
}
