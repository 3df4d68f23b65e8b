namespace Anomaly.Grains.Partitions.Silence;

/// <summary>
/// Tells up to when all that came into the log is known to be applied. A series is silent only where nothing of it can wait unread: a
/// broker that is away, a lag, a process that was stopped are no series' silence. Times count from the session's start.
/// </summary>
internal sealed class CaughtUp(PartitionSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may say nothing and the partition may be behind; the reader asks every 5 s where nothing comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private TimeSpan _lookedAt = -Interval;
    private TimeSpan _markedAt;
    private long _markedEnd;

    /// <summary>All that was in the log then was applied.</summary>
    public TimeSpan Until { get; private set; }

    /// <summary>When it was last not so for long: from then on every series has its whole time again.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>Looks, once a second.</summary>
    public void Look(TimeSpan now)
    {
        if (now - _lookedAt < Interval)
        {
            return;
        }

        _lookedAt = now;
        var reader = session.Context.Streams.GetPartitions().FirstOrDefault(each => each.Partition == session.Fence.Partition && each.Provider == session.Provider);
        // A log may end in records that are for nobody (of transactions): where nothing is read for long, there is nothing.
        var atEnd = reader?.Resting > Patience && session.AppliedTo >= reader.Position;
        if (session.AppliedTo >= _markedEnd || atEnd)
        {
            Until = _markedAt;
            (_markedAt, _markedEnd) = (now, Math.Max(session.High, reader?.High ?? 0));
        }

        if (reader is not { Error: null } || !(reader.SinceHeard < Patience) || now - Until > Patience)
        {
            Behind = now;
        }
    }
}
