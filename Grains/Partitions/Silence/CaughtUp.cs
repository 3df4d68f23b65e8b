using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Partitions.Silence;

/// <summary>
/// Tells up to when all that came into the log is known to be applied. A series is silent only where nothing of it can wait unread: a
/// broker that is away, a lag, a process that was stopped are no series' silence. Times count from the session's start.
/// </summary>
internal sealed class CaughtUp
{
    /// <summary>How often it is looked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may say nothing and the partition may be behind; a reader asks every 5 s where nothing comes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private TimeSpan _markedAt;
    private long _markedEnd;

    /// <summary>All that was in the log then was applied.</summary>
    public TimeSpan Until { get; private set; }

    /// <summary>When it was last not so for long: from then on every series has its whole time again.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="now">When.</param>
    /// <param name="appliedTo">The first offset that is not wholly applied.</param>
    /// <param name="end">The log's end as the owner heard of it.</param>
    /// <param name="reader">How the reading goes; null where this silo does not read the partition.</param>
    public void Look(TimeSpan now, long appliedTo, long end, KafkaPartitionStatus? reader)
    {
        // A log may end in records that are for nobody (of transactions): where nothing is read for long, there is nothing.
        var atEnd = reader?.Resting > Patience && appliedTo >= reader.Position;
        if (appliedTo >= _markedEnd || atEnd)
        {
            Until = _markedAt;
            if (reader?.SinceHeard is { } since && now - since > _markedAt)
            {
                (_markedAt, _markedEnd) = (now - since, Math.Max(end, reader.High ?? 0));
            }
        }

        if (reader is not { Error: null } || !(reader.SinceHeard < Patience) || now - Until > Patience)
        {
            Behind = now;
        }
    }
}
