namespace Anomaly.Grains.Partitions;

/// <summary>What a session knows of a group beside what it knows of every series.</summary>
internal sealed class GroupEntry
{
    /// <summary>
    /// A group stays at home while it hears from members there, in event time: a member whose records arrive in another partition is left
    /// out there and does not take the group away. Only where all went elsewhere does it follow.
    /// </summary>
    private const long StaysMs = 15 * 60 * 1000;

    private readonly List<string> _queuedMembers = [];
    private bool _said;

    /// <summary>Notes the members of samples that are put into the entry's queue.</summary>
    public void Queue(ReadOnlySpan<string> members) => _queuedMembers.AddRange(members);

    /// <summary>Takes them.</summary>
    public string[] TakeQueuedMembers()
    {
        var members = _queuedMembers.ToArray();
        _queuedMembers.Clear();
        return members;
    }

    /// <summary>Event time of the newest sample that the session met.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>The partition that the group is at home in, where that is another one and it stays there; else null.</summary>
    public int? Elsewhere { get; private set; }

    /// <summary>Until when in event time it does.</summary>
    public long StaysUntil { get; private set; } = long.MinValue;

    /// <summary>Notes a sample that was met.</summary>
    public void Meet(long timestampMs) => Newest = Math.Max(Newest, timestampMs);

    /// <summary>Whether the row must be read, for the first time or because the group may have lost its members there since.</summary>
    public bool MayBeHere => Elsewhere is null || Newest >= StaysUntil;

    /// <summary>Decides whether a group that is at home elsewhere is taken.</summary>
    /// <param name="partition">Its home.</param>
    /// <param name="lastSeen">Event time of the newest sample that it heard there.</param>
    public bool Leave(int partition, long lastSeen)
    {
        StaysUntil = lastSeen > long.MaxValue - StaysMs ? long.MaxValue : lastSeen + StaysMs;
        Elsewhere = Newest >= StaysUntil ? null : partition;
        return Elsewhere is not null;
    }

    /// <summary>Whether nobody was told yet that samples are left out; from now on somebody was.</summary>
    public bool SayOnce() => !_said && (_said = true);
}
