using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// Makes vectors of the samples of a group's members. Without an interval a vector is a round: it closes once every member that is
/// there has reported, or when one reports again, or when the members' usual interval is over. With an interval it closes when a
/// sample of a later slot comes.
/// </summary>
internal sealed class VectorAssembler
{
    private const int LateBase = 64;
    private const int LatePerMember = 8;

    /// <summary>A member that reports this much oftener than the group does not close its rounds.</summary>
    private const double OftenerShare = 0.75;

    private readonly double _intervalMs;
    private readonly Dictionary<string, GroupMember> _byId = new(StringComparer.Ordinal);
    private readonly List<GroupMember> _members = [];
    private long _opened = long.MinValue;
    private long _closed = long.MinValue;
    private int _late;

    /// <param name="intervalMs">The slots' length; 0 for rounds.</param>
    public VectorAssembler(double intervalMs) => _intervalMs = Pace = intervalMs;

    public IReadOnlyList<GroupMember> Members => _members;

    /// <summary>Event time of the newest sample of the open vector.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>From one vector to the next, milliseconds; 0 while that is not known.</summary>
    public double Pace { get; private set; }

    public bool IsOpen => _opened != long.MinValue;

    /// <summary>The member of a series; null where the group is full.</summary>
    public GroupMember? Find(string id)
    {
        if (!_byId.TryGetValue(id, out var member) && _members.Count < GroupOptions.MostMembers)
        {
            member = new GroupMember(id);
            _members.Add(member);
            _byId.Add(id, member);
        }

        return member;
    }

    /// <summary>Whether a sample belongs to a vector that was closed before. Very many in a row mean that the clock was put back: then it begins anew.</summary>
    public bool IsLate(long time)
    {
        if (_intervalMs > 0 ? Slot(time) >= (IsOpen ? Slot(_opened) : After(_closed)) : time > _closed)
        {
            _late = 0;
            return false;
        }

        if (++_late <= LateBase + (LatePerMember * _members.Count))
            return true;

        (_late, _closed, _opened, Newest) = (0, long.MinValue, long.MinValue, long.MinValue);
        foreach (var member in _members)
            (member.Reported, member.LastTime) = (false, long.MinValue);
        return false;
    }

    /// <summary>Whether the open vector ends before a member's sample.</summary>
    public bool EndsBefore(GroupMember member, long time)
    {
        if (!IsOpen)
            return false;
        if (_intervalMs > 0)
            return Slot(time) > Slot(_opened);
        if (Pace > 0 && (double)time - _opened >= Pace)
            return true;

        return member.Reported && (Pace == 0 || ((double)time - _opened >= Pace / 2 && member.Interval >= OftenerShare * Pace));
    }

    /// <summary>Takes a sample into the open vector, or opens one.</summary>
    public void Put(GroupMember member, in Sample sample)
    {
        _opened = IsOpen ? Math.Min(_opened, sample.TimestampMs) : sample.TimestampMs;
        Newest = Math.Max(Newest, sample.TimestampMs);
        if (sample.TimestampMs >= member.LastTime)
            member.Note(sample);
    }

    /// <summary>Whether every member that is there has reported, so that there is nothing to wait for.</summary>
    public bool IsComplete()
    {
        if (_intervalMs > 0 || Pace == 0)
            return false;

        var reported = 0;
        foreach (var member in _members)
        {
            if (member.Reported)
                reported++;
            else if (member.IsLive(Newest, Pace))
                return false;
        }

        return reported > 1;
    }

    /// <summary>Ends the open vector.</summary>
    public void Close()
    {
        (_closed, _opened, Newest) = (Math.Max(_closed, Newest), long.MinValue, long.MinValue);
        foreach (var member in _members)
            member.Reported = false;
        if (_intervalMs == 0)
            Pace = MedianInterval();
    }

    public void Save(in SnapshotWriter snapshot)
    {
        snapshot.Signed(_opened);
        snapshot.Signed(_closed);
        snapshot.Signed(Newest);
        snapshot.Number(_late);
        snapshot.Double(Pace);
        snapshot.Number(_members.Count);
        foreach (var member in _members)
            member.Save(snapshot);
    }

    public void Restore(ref SnapshotReader snapshot)
    {
        _opened = snapshot.Signed();
        _closed = snapshot.Signed();
        Newest = snapshot.Signed();
        _late = snapshot.Count(int.MaxValue, "the number of late samples");
        Pace = snapshot.Finite("the pace");
        var count = snapshot.Count(GroupOptions.MostMembers, "the number of members");
        for (var i = 0; i < count; i++)
        {
            var member = GroupMember.Restore(ref snapshot);
            if (!_byId.TryAdd(member.Id, member))
                throw snapshot.Damaged($"the member {member.Id} is there twice");
            _members.Add(member);
        }
    }

    private double MedianInterval()
    {
        Span<double> intervals = stackalloc double[GroupOptions.MostMembers];
        var count = 0;
        foreach (var member in _members)
        {
            if (member.Interval > 0 && member.IsLive(_closed, Pace))
                intervals[count++] = member.Interval;
        }

        if (count == 0)
            return Pace;

        intervals[..count].Sort();
        return intervals[count / 2];
    }

    private long Slot(long time) => (long)Math.Floor(time / _intervalMs);

    private long After(long closed) => closed == long.MinValue ? long.MinValue : Slot(closed) + 1;
}
