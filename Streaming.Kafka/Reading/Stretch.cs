using Anomaly.Streaming.Kafka.Batches;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>
/// Reading without a break, from one start position until a restart, the end, or an offset that the log does not hold. Runs on the
/// reading thread.
/// </summary>
internal sealed class Stretch(
    IConsumer<Slice, Slice> consumer, int generation, BatchBuilder builder, PartitionBuffer buffer, LogEnd log, Outage outage,
    LagCommit commit, Action<long> moved, TimeProvider time, ILogger logger, string provider, TopicPartition partition)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbePatience = TimeSpan.FromMilliseconds(800);
    private bool _topicWasAway;

    /// <summary>Whether anything was read.</summary>
    public bool Moved { get; private set; }

    /// <summary>Reads.</summary>
    /// <returns>Why the start position must be asked for anew; null where the stretch ended from outside.</returns>
    public string? Run(long start, CancellationToken stop)
    {
        builder.Reset(start);
        while (Goes(stop))
        {
            commit.Store(consumer);
            if (buffer.IsFull)
            {
                log.AskSometimes(consumer);
                buffer.WaitForChange(Tick);
                continue;
            }
            try
            {
                // Records that are held wait for more only while the agent is busy with those before them, and not in the client: it
                // waits by the machine's clock, for as long as that is set back meanwhile.
                var result = consumer.Consume(builder.Count == 0 ? 100 : 0);
                if (_topicWasAway && (result is not null || IsBack())) return "the topic was away";
                if (result is not null) builder.Add(result);
                if (builder.IsFull || (result is null && builder.Count > 0 && buffer.IsDrained)) HandOver();
                else if (result is null && builder.Count == 0) Rest();
                else if (result is null) buffer.WaitForChange(Gather);
            }
            catch (ConsumeException exception)
            {
                if (Bear(exception.Error, exception.ConsumerRecord?.Offset, stop) is { } reason) return reason;
            }
        }
        return null;
    }

    private bool Goes(CancellationToken stop) => !stop.IsCancellationRequested && buffer.Generation == generation;

    private void HandOver()
    {
        log.Hear(consumer);
        log.NoteRecords();
        var batch = builder.Take(generation, log.High);
        if (!buffer.TryAdd(batch)) return;
        Moved = true;
        moved(batch.Next);
        outage.End();
    }

    private void Rest()
    {
        log.Hear(consumer);
        log.NoteRest();
        if (outage.WantsProbe) Probe();
        else if (outage.Error is null) log.AskSometimes(consumer);
    }

    private bool IsBack() => outage.WantsProbe && Probe();

    private bool Probe()
    {
        try
        {
            log.Ask(consumer, ProbePatience);
            outage.End();
            return true;
        }
        catch (KafkaException exception)
        {
            outage.Begin(exception.Error.Reason);
            return false;
        }
    }

    /// <summary>
    /// Waits until what was read before is dealt with, as long as its consumer gets on: it may be nowhere else any more, and a restart
    /// would throw it away.
    /// </summary>
    private void WaitForReleases(CancellationToken stop)
    {
        var bytes = buffer.UnreleasedBytes;
        var since = time.GetTimestamp();
        while (Goes(stop) && bytes > 0 && time.GetElapsedTime(since) < ReleasePatience)
        {
            buffer.WaitForChange(Tick);
            if (buffer.UnreleasedBytes == bytes) continue;
            bytes = buffer.UnreleasedBytes;
            since = time.GetTimestamp();
        }
    }

    /// <summary>Bears an error that came in the place of a record.</summary>
    private string? Bear(Error error, Offset? offset, CancellationToken stop)
    {
        switch (error.Code)
        {
            case ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange:
                if (builder.Count > 0) HandOver();
                Log.OutOfRange(logger, provider, partition.Partition.Value, builder.Next);
                WaitForReleases(stop);
                return Goes(stop) ? $"the log does not hold offset {builder.Next}" : null;
            case ErrorCode.UnknownTopicOrPart or ErrorCode.UnknownTopicId or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition:
                // If the topic comes back, it may be another one.
                _topicWasAway = true;
                outage.Begin(error.Reason);
                return null;
            case ErrorCode.Local_MaxPollExceeded:
                return null;
            default:
                if (error.IsFatal) throw new KafkaException(error);
                if (offset is { Value: >= 0 } at) Log.Unreadable(logger, provider, partition.Partition.Value, at.Value, error.Reason);
                outage.Begin(error.Reason);
                return null;
        }
    }
}
