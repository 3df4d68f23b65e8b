namespace Anomaly.Grains.Partitions.Homes;

/// <summary>
/// Counts the series at home in a partition and says whether a new one may come. It asks nobody: the owner knows of all that come, and looks through
/// the rows (<see cref="HomeScan"/>) for those that were there before it. Until that is done once, it knows of too few and lets more in.
/// </summary>
internal sealed class SeriesAdmission(PartitionSession session)
{
    /// <summary>Refused series that are remembered, so that their rows are not looked for with each of their records.</summary>
    private const int MostRefused = 10_000;

    private readonly List<SeriesEntry> _refused = [];
    private int _pass;
    private long _counting;
    private bool _said;

    /// <summary>How many series are at home here, as far as is known.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the rows were counted since the session began.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>How many there may be: the partition's share of the whole; 0 where there is no limit.</summary>
    public long Limit
    {
        get
        {
            var partitions = session.Context.Streams.GetPartitionCount(session.Provider);
            return partitions == 0 ? 0 : (session.Context.Options.MaxSeries + partitions - 1) / partitions;
        }
    }

    /// <summary>Lets a series in that has no row, or refuses it.</summary>
    public void Admit(SeriesEntry entry)
    {
        // A group is made here, of series that were let in; there are fewer than those.
        if (entry.AsGroup is not null || Limit is not (> 0 and var limit) || Count < limit)
        {
            NoteCame(entry);
            return;
        }

        if (_refused.Count >= MostRefused)
        {
            ForgetRefused();
        }

        entry.IsRefused = true;
        _refused.Add(entry);
        if (!_said)
        {
            _said = true;
            Log.SeriesLimitReached(session.Context.Logger, session.Fence.Partition, Count, entry.Id);
        }
    }

    /// <summary>A series came that had no row, or was at home elsewhere.</summary>
    public void NoteCame(SeriesEntry entry)
    {
        entry.CountedIn = _pass;
        Count++;
        _counting++;
    }

    /// <summary>A series was removed.</summary>
    public void NoteWent(bool wasCounted)
    {
        Count--;
        _counting -= wasCounted ? 1 : 0;
        LookForRoom();
    }

    /// <summary>The rows are about to be counted, one after another.</summary>
    public void BeginCount()
    {
        (_pass, _counting) = (_pass + 1, 0);
        // Those that came and were not saved yet have no row to be found by.
        foreach (var entry in session.Series.Entries)
        {
            if (entry is { IsNew: true, CountedIn: >= 0 })
            {
                entry.CountedIn = _pass;
                _counting++;
            }
        }
    }

    /// <summary>Counts a row.</summary>
    public void NoteRow(SeriesEntry? entry)
    {
        if (entry?.CountedIn == _pass)
        {
            return; // it came meanwhile
        }

        _counting++;
        if (entry is not null)
        {
            entry.CountedIn = _pass;
        }

        if (!IsKnown)
        {
            Count = Math.Max(Count, _counting);
        }
    }

    /// <summary>All rows were counted. Series that went elsewhere were noticed by that.</summary>
    public void EndCount()
    {
        (IsKnown, Count) = (true, _counting);
        LookForRoom();
    }

    private void LookForRoom()
    {
        if (Limit is not (> 0 and var limit) || Count < limit)
        {
            _said = false;
            ForgetRefused();
        }
    }

    /// <summary>The next record of each asks again.</summary>
    private void ForgetRefused()
    {
        foreach (var entry in _refused)
        {
            session.Series.Remove(entry);
        }

        _refused.Clear();
    }
}
