using Anomaly.Grains.Series;

namespace Anomaly.Grains.Partitions.Silence;

/// <summary>
/// Notices the series of a partition that send nothing any more, where their settings ask for it. Time is that of the owner, not of the
/// samples: where none come, theirs stands still. Series that nobody watches cost nothing.
/// </summary>
internal sealed class SilenceWatch
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly PartitionSession _session;
    private readonly SeriesCaller _caller;
    private readonly Checkpointer _checkpointer;
    private readonly CaughtUp _caughtUp = new();
    private readonly SilenceScan _scan;
    private readonly PriorityQueue<SeriesSilence, TimeSpan> _queue = new();
    private readonly long _started;
    private TimeSpan _lookedAt = -CaughtUp.Interval;

    public SilenceWatch(PartitionSession session, SeriesCaller caller, Checkpointer checkpointer)
    {
        (_session, _caller, _checkpointer) = (session, caller, checkpointer);
        _scan = new(session, this, checkpointer);
        _started = session.Context.Time.GetTimestamp();
    }

    private TimeSpan Now => _session.Context.Time.GetElapsedTime(_started);

    /// <summary>Samples are on their way to a series that is watched, or was.</summary>
    public void NoteSamples(SeriesEntry entry, TimeSpan after)
    {
        if (after == TimeSpan.Zero)
        {
            entry.Silence = null;
            return;
        }

        if (entry.Silence is { Told: true })
        {
            entry.Silence = null;
        }

        Watch(entry, after);
        entry.Silence!.Since = Now;
    }

    /// <summary>Watches a series from now on, or from the last samples on.</summary>
    public void Watch(SeriesEntry entry, TimeSpan after)
    {
        var silence = entry.Silence ??= new(entry) { Since = Now, After = TimeSpan.MaxValue };
        if (after < silence.After && !silence.Told)
        {
            Enqueue(silence, silence.Since + after);
        }

        silence.After = after;
    }

    /// <summary>Tells the series that are silent. Called by the session's timer, never twice at once.</summary>
    public async Task TickAsync()
    {
        if (!_session.MayCall || (_queue.Count == 0 && !_session.Settings.WatchesSilence))
        {
            return;
        }

        await _scan.StepAsync();
        Look();
        var due = TakeDue();
        if (due.Count == 0)
        {
            return;
        }

        if (due.Exists(silence => !silence.Entry.Loaded) && !await _session.LoadHereAsync([.. due.Select(silence => silence.Entry)]))
        {
            due.ForEach(silence => Enqueue(silence, Now + Again));
            return;
        }

        due.ForEach(Tell);
    }

    private void Look()
    {
        var now = Now;
        if (now - _lookedAt >= CaughtUp.Interval)
        {
            _lookedAt = now;
            var reader = _session.Context.Streams.GetPartitions().FirstOrDefault(each => each.Partition == _session.Fence.Partition && each.Provider == _session.Provider);
            _caughtUp.Look(now, _session.AppliedTo, _session.High, reader);
        }
    }

    private List<SeriesSilence> TakeDue()
    {
        var due = new List<SeriesSilence>();
        while (due.Count < MostAtOnce && !_checkpointer.IsFull && _queue.TryPeek(out var silence, out var at) && at <= _caughtUp.Until)
        {
            _queue.Dequeue();
            if (silence.Entry.Silence == silence && silence.Due == at && IsDue(silence))
            {
                due.Add(silence);
            }
        }

        return due;
    }

    /// <summary>Whether a series is silent by its settings now; one that is not yet is looked at again.</summary>
    private bool IsDue(SeriesSilence silence)
    {
        silence.After = silence.Entry.SettingsBy(_session.Settings).SilentAfter;
        if (silence.After == TimeSpan.Zero)
        {
            silence.Entry.Silence = null;
            return false;
        }

        var at = From(silence) + silence.After;
        if (at <= _caughtUp.Until)
        {
            return true;
        }

        Enqueue(silence, at);
        return false;
    }

    private void Tell(SeriesSilence silence)
    {
        var entry = silence.Entry;
        if (_session.HasEnded || entry.Silence != silence)
        {
            return;
        }

        if (!entry.Loaded || entry.SilentAt == entry.Acknowledged || (entry.Row is { } row && SeriesModel.SaysSilent(row.Payload)))
        {
            entry.Silence = null; // it is at home elsewhere by now, or was told before: the settings may have changed to and fro since
        }
        else if (IsDue(silence))
        {
            silence.Told = _caller.TellSilence(entry, _caughtUp.Until - From(silence));
            if (silence.Told)
            {
                entry.SilentAt = entry.Acknowledged;
            }
            else
            {
                Enqueue(silence, Now + Again);
            }
        }
    }

    private TimeSpan From(SeriesSilence silence) => silence.Since > _caughtUp.Behind ? silence.Since : _caughtUp.Behind;

    private void Enqueue(SeriesSilence silence, TimeSpan due)
    {
        silence.Due = due;
        _queue.Enqueue(silence, due);
    }
}
