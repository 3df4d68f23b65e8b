using Anomaly.Grains.Partitions.Silence;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Partitions.Homes;

/// <summary>
/// Looks through the rows of the series at home in a partition, a page at a time: after the claim, and then some times in as long as a series
/// may be silent. It counts them, and finds those that were silent for too long.
/// </summary>
internal sealed class HomeScan
{
    private const int PageSize = 5000;

    /// <summary>Rows that are removed in one statement; no pull is taken meanwhile.</summary>
    private const int RemovedAtOnce = 500;

    private const int PassesAKeep = 24;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly PartitionSession _session;
    private readonly SeriesAdmission _admission;
    private readonly SeriesRemoval _removal;
    private readonly CaughtUp _caughtUp = new();
    private readonly Queue<string[]> _due = new();
    private readonly long _started;
    private TimeSpan _lookedAt = -CaughtUp.Interval;
    private TimeSpan _nextPass;
    private TimeSpan _progressAt;
    private TimeSpan _settledAt;
    private IReadOnlyDictionary<int, PartitionProgress>? _progress;
    private string? _after;

    public HomeScan(PartitionSession session, SeriesAdmission admission)
    {
        (_session, _admission) = (session, admission);
        _removal = new(session, admission);
        _started = session.Context.Time.GetTimestamp();
    }

    /// <summary>How far the partitions were some time ago: what was sent again before that has been read since. Null where it is not known yet.</summary>
    public IReadOnlyDictionary<int, PartitionProgress>? Settled { get; private set; }

    private TimeSpan Keep => _session.Context.Options.KeepSeries;

    /// <summary>Does what is due: a page, or the removal of what the last one had.</summary>
    public async Task TickAsync()
    {
        if (!_session.MayCall || (Keep == TimeSpan.Zero && _session.Context.Options.MaxSeries == 0))
        {
            return;
        }

        var now = _session.Context.Time.GetElapsedTime(_started);
        Look(now);
        if (_due.TryPeek(out var ids))
        {
            // False: a pull is being taken; it is tried again.
            if (await _session.RunAloneAsync(() => _removal.RemoveAsync(ids, this)))
            {
                _due.Dequeue();
            }

            return;
        }

        if (_after is null)
        {
            if (now < _nextPass)
            {
                return;
            }

            await ReadProgressAsync(now);
            if (!_session.MayCall)
            {
                return;
            }

            _after = "";
            _admission.BeginCount();
        }

        await StepAsync(now);
    }

    /// <summary>Whether a series has been silent for so long that it goes. What came before the log was read to its end is not known.</summary>
    /// <param name="updatedAt">When its row was last written.</param>
    /// <param name="entry">What the session knows of it.</param>
    public bool IsOld(DateTimeOffset updatedAt, SeriesEntry? entry)
    {
        if (Keep == TimeSpan.Zero || Settled is null || _caughtUp.Until <= _settledAt || updatedAt >= Before)
        {
            return false;
        }

        // By a clock that never jumps: one that is set to a later day makes all series look old, and those that report soon are to stay.
        var taken = entry is { LastTaken: > 0 } ? _session.Context.Time.GetElapsedTime(_started, entry.LastTaken) : TimeSpan.Zero;
        var from = taken > _caughtUp.Behind ? taken : _caughtUp.Behind;
        return _caughtUp.Until - from >= Grace;
    }

    private TimeSpan Grace => _session.Context.Options.RemovalGrace;

    /// <summary>A series whose row was not written since then is old.</summary>
    public DateTimeOffset Before => _session.Context.Time.GetUtcNow() - Keep;

    private async Task ReadProgressAsync(TimeSpan now)
    {
        if (Keep > TimeSpan.Zero && (_progress is null || now - _progressAt >= Grace))
        {
            (Settled, _settledAt) = (_progress, _progressAt);
            _progress = await _session.Context.Store.GetProgressAsync(_session.Fence.Topic, CancellationToken.None);
            _progressAt = _session.Context.Time.GetElapsedTime(_started); // whatever it speaks of was before
        }
    }

    private async Task StepAsync(TimeSpan now)
    {
        var page = await _session.Context.Store.ListAgesAsync(
            _session.Fence.Topic, _session.Fence.Partition, _after!, PageSize, CancellationToken.None);
        if (_session.HasEnded)
        {
            return;
        }

        var old = new List<string>();
        foreach (var row in page)
        {
            var entry = _session.Series.Find(row.SeriesId);
            _admission.NoteRow(entry);
            if (IsOld(row.UpdatedAt, entry))
            {
                old.Add(row.SeriesId);
            }
        }

        foreach (var ids in old.Chunk(RemovedAtOnce))
        {
            _due.Enqueue(ids);
        }

        _after = page.Count < PageSize ? null : page[^1].SeriesId;
        if (_after is null)
        {
            _admission.EndCount();
            _nextPass = now + Pause;
        }
    }

    private TimeSpan Pause
    {
        get
        {
            if (_session.Context.Options.HomeScanPause is { } told)
            {
                return told;
            }

            // The first look comes too soon to remove anything.
            var pause = Settled is null ? TimeSpan.Zero : Keep / PassesAKeep;
            var least = 2 * Grace;
            return Keep == TimeSpan.Zero || pause > LongestPause ? LongestPause : pause < least ? least : pause;
        }
    }

    private void Look(TimeSpan now)
    {
        if (now - _lookedAt >= CaughtUp.Interval)
        {
            _lookedAt = now;
            var reader = _session.Context.Streams.GetPartitions().FirstOrDefault(each => each.Partition == _session.Fence.Partition && each.Provider == _session.Provider);
            _caughtUp.Look(now, _session.AppliedTo, _session.High, reader);
        }
    }
}
