using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Partitions;

/// <summary>
/// Saves what a session did (rules 6 to 8): series that hold anomalies soon, all that changed within the checkpoint interval, then
/// the progress. Every flush is one statement; the calls to the series go on meanwhile.
/// </summary>
internal sealed class Checkpointer(PartitionSession session, long start, FailedSession? before)
{
    private const int SnapshotsAtOnce = 1000;

    /// <summary>Anomalies that may wait for a slow database before the partition waits too; of some kilobytes each.</summary>
    private const int MaxAnomaliesHeld = 5000;

    /// <summary>What a hand-over may take longer for the sake of charts.</summary>
    private static readonly TimeSpan PatienceForPoints = TimeSpan.FromMilliseconds(500);

    private readonly List<SeriesEntry> _dirty = [];
    private List<SeriesEntry> _urgent = [];
    private List<AnomalyEvent> _live = [];
    private List<DeadLetter> _deadLetters = [];
    private int _anomaliesHeld;
    private long _savedNext = start;
    private TimeSpan _took;
    private Task _saving = Task.CompletedTask;
    private long _started = session.Context.Time.GetTimestamp();

    /// <summary>Counts the checkpoints; a series' first call in each brings a snapshot.</summary>
    public int Number { get; private set; }

    /// <summary>When the last checkpoint was done; before the first, when that of the session before was, where that one failed.</summary>
    public long LastCheckpoint { get; private set; } = before?.LastCheckpoint ?? session.Context.Time.GetTimestamp();

    /// <summary>Whether so much waits for the database that no more samples should be taken.</summary>
    public bool IsFull => _anomaliesHeld >= MaxAnomaliesHeld || _deadLetters.Count >= MaxAnomaliesHeld;

    /// <summary>Whether a state or the progress was saved.</summary>
    public bool HasSaved { get; private set; }

    public void NoteDirty(SeriesEntry entry)
    {
        if (!entry.Listed)
        {
            entry.Listed = true;
            _dirty.Add(entry);
        }
    }

    /// <summary>Asks that a series be saved with the next anomalies.</summary>
    public void NoteUrgent(SeriesEntry entry)
    {
        if (!entry.Urgent)
        {
            entry.Urgent = true;
            _urgent.Add(entry);
        }
    }

    public void NoteDeadLetter(DeadLetter letter) => _deadLetters.Add(letter);

    public void NoteAnomalies(SeriesEntry entry, IReadOnlyCollection<AnomalyRecord> anomalies)
    {
        var now = session.Context.Time.GetUtcNow();
        var detectedAt = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var labels = entry.Labels is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(entry.Labels) ?? [];
        entry.Unflushed ??= [];
        _anomaliesHeld += anomalies.Count;
        foreach (var anomaly in anomalies)
        {
            var record = anomaly with { Labels = labels, DetectedAt = detectedAt };
            entry.Unflushed.Add(record);
            _live.Add(new AnomalyEvent(record, Durable: false));
        }

        NoteUrgent(entry);
    }

    public async Task TickAsync()
    {
        PublishLive();
        await OneAtATimeAsync(async () =>
        {
            await FlushUrgentAsync();
            if (!session.HasEnded && (IsFull || session.Context.Time.GetElapsedTime(_started) >= (session.SettingsAreOld ? 2 * _took : Pause)))
            {
                await CheckpointAsync(everything: false);
            }
        });
    }

    /// <summary>Saves everything, the recent points too. No call may be under way.</summary>
    public async Task SaveAllAsync()
    {
        PublishLive();
        await OneAtATimeAsync(async () =>
        {
            await CheckpointAsync(everything: true);
            await SavePointsAsync();
        });
    }

    /// <summary>Does something while nothing is saved.</summary>
    public Task RunAloneAsync(Func<Task> work) => OneAtATimeAsync(work);

    /// <summary>From one checkpoint's start to the next's: where the database is so slow that a checkpoint takes longer than the interval, half of the time is left to the samples.</summary>
    private TimeSpan Pause => TimeSpan.FromTicks(Math.Max(session.Context.Options.CheckpointInterval.Ticks, 2 * _took.Ticks));

    /// <summary>The timer and the hand-over wait for each other. Where saving fails, the session has ended before the next begins: what was taken to be saved is gone.</summary>
    private async Task OneAtATimeAsync(Func<Task> save)
    {
        var before = _saving;
        var done = new TaskCompletionSource();
        _saving = done.Task;
        await before;
        try
        {
            if (!session.HasEnded)
            {
                await save();
            }
        }
        catch (Exception exception)
        {
            session.End("saving failed", exception);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task CheckpointAsync(bool everything)
    {
        using var timer = session.Context.Metrics.NewCheckpointTimer();
        _started = session.Context.Time.GetTimestamp();
        Number++;
        session.AdoptSettings();
        await AskQuietOnesAsync(everything);
        var due = _dirty.Where(entry => entry.CanFlush).ToArray();
        foreach (var chunk in due.Chunk(session.Context.Options.RowsPerFlush))
        {
            await FlushUrgentAsync();
            await FlushAsync(chunk.Where(entry => entry.CanFlush), everything);
            if (session.HasEnded)
            {
                return;
            }
        }

        ForgetClean();
        if (await AdvanceAsync())
        {
            LastCheckpoint = session.Context.Time.GetTimestamp();
            _took = session.Context.Time.GetElapsedTime(_started);
        }
    }

    /// <summary>Series elsewhere that changed and were not called since the last checkpoint are asked for their state, at the position they must have.</summary>
    private async Task AskQuietOnesAsync(bool everything)
    {
        var quiet = _dirty.Where(entry => !entry.InFlight && !entry.Flushing && !entry.CanSnapshot && (everything || (entry.Snapshot is null && entry.CalledIn < Number - 1))).ToArray();
        foreach (var chunk in quiet.Chunk(SnapshotsAtOnce))
        {
            await Task.WhenAll(chunk.Select(AskAsync));
        }
    }

    private async Task AskAsync(SeriesEntry entry)
    {
        var position = entry.Acknowledged;
        var snapshot = await session.Context.Series.Get(entry.Id).GetSnapshotAsync(session.Id, position);
        if (session.HasEnded || entry.InFlight || entry.Acknowledged != position)
        {
            return; // it was called meanwhile; that call or the next brings its own
        }

        if (snapshot is null)
        {
            EndWithout(entry);
            return;
        }

        entry.NoteSnapshot(snapshot);
    }

    /// <summary>What a series held since its last flush is gone with it, collected or moved.</summary>
    private void EndWithout(SeriesEntry entry) => session.End($"series {entry.Id} does not have the state at offset {entry.Acknowledged} any more");

    /// <summary>Series whose state was saved without the recent points since they were last saved, as many as the time allows.</summary>
    private async Task SavePointsAsync()
    {
        var started = session.Context.Time.GetTimestamp();
        foreach (var chunk in session.Series.Entries.Where(entry => entry.PointsBehind && !entry.IsDirty).Chunk(SnapshotsAtOnce))
        {
            await Task.WhenAll(chunk.Select(async entry =>
            {
                // Null where the series was collected: its points went with it.
                if ((entry.Port?.TakeSnapshot(session.Id, entry.Acknowledged, withPoints: true)
                    ?? await session.Context.Series.Get(entry.Id).GetSnapshotAsync(session.Id, entry.Acknowledged)) is { } snapshot)
                {
                    entry.NoteSnapshot(snapshot);
                }
            }));
            await FlushAsync(chunk.Where(entry => entry.Snapshot is not null), withPoints: true);
            if (session.HasEnded || session.Context.Time.GetElapsedTime(started) > PatienceForPoints)
            {
                return;
            }
        }
    }

    private async Task FlushUrgentAsync()
    {
        if (_urgent.Count == 0 || session.HasEnded)
        {
            return;
        }

        var urgent = _urgent;
        _urgent = [];
        foreach (var entry in urgent)
        {
            entry.Urgent = false;
            if (entry.IsDirty && !entry.CanFlush)
            {
                NoteUrgent(entry); // a call is not yet answered, or a flush is under way
            }
        }

        foreach (var chunk in urgent.Where(entry => entry.CanFlush).Chunk(session.Context.Options.RowsPerFlush))
        {
            await FlushAsync(chunk, withPoints: false);
            if (session.HasEnded)
            {
                return;
            }
        }
    }

    private async Task FlushAsync(IEnumerable<SeriesEntry> chunk, bool withPoints)
    {
        var entries = chunk.Where(entry => !entry.Flushing).ToArray();
        if (entries.Length == 0 || session.HasEnded)
        {
            return;
        }

        if (Array.Find(entries, entry => !entry.Refresh(session.Id, withPoints)) is { } lost)
        {
            EndWithout(lost);
            return;
        }

        var states = new SeriesUpdate[entries.Length];
        var anomalies = new List<AnomalyRecord>();
        for (var i = 0; i < entries.Length; i++)
        {
            (states[i], var own) = entries[i].BeginFlush();
            if (own is not null)
            {
                anomalies.AddRange(own);
            }
        }

        var result = await session.Context.Store.FlushAsync(session.Fence, states, anomalies, CancellationToken.None);
        if (session.HasEnded)
        {
            return;
        }

        var metrics = session.Context.Metrics;
        metrics.AnomalyConflicts.Inc(result.Conflicts);
        if (result.States != states.Length)
        {
            metrics.WritesRefused.Inc();
            session.End($"a flush of {states.Length} states wrote {result.States}: another owner has the partition or a series");
            return;
        }

        HasSaved = true;
        foreach (var entry in entries)
        {
            entry.EndFlush();
        }

        _anomaliesHeld -= anomalies.Count;
        foreach (var anomaly in anomalies)
        {
            metrics.CountAnomaly(anomaly);
            _live.Add(new AnomalyEvent(anomaly, Durable: true));
        }

        PublishLive();
        session.Pump();
    }

    private void ForgetClean()
    {
        var kept = 0;
        for (var i = 0; i < _dirty.Count; i++)
        {
            var entry = _dirty[i];
            if (entry.IsDirty)
            {
                _dirty[kept++] = entry;
            }
            else
            {
                entry.Listed = false;
            }
        }

        _dirty.RemoveRange(kept, _dirty.Count - kept);
    }

    /// <summary>Raises the progress to the first offset whose effect is not in a flushed row, never beyond (rule 7).</summary>
    private async Task<bool> AdvanceAsync()
    {
        if (session.HasEnded)
        {
            return false; // it has forgotten what was not applied yet, and its fence may still hold
        }

        var next = session.AppliedTo;
        if (session.Context.Rules.ProgressStopsAtUnflushed)
        {
            foreach (var entry in _dirty)
            {
                next = Math.Min(next, entry.UnflushedFrom);
            }
        }

        if (_deadLetters.Count > 0)
        {
            var letters = _deadLetters;
            _deadLetters = [];
            if (!await session.Context.Store.RecordDeadLettersAsync(session.Fence, letters, CancellationToken.None))
            {
                session.Context.Metrics.WritesRefused.Inc();
                session.End("the dead letters were refused: another owner has the partition");
                return false;
            }

            session.Pump();
        }

        if (session.HasEnded)
        {
            return false;
        }

        if (next > _savedNext)
        {
            if (!await session.Context.Store.AdvanceAsync(session.Fence, next, CancellationToken.None))
            {
                session.Context.Metrics.WritesRefused.Inc();
                session.End("the progress was refused: another owner has the partition");
                return false;
            }

            _savedNext = next;
            HasSaved = true;
            session.CommitToKafka(next);
        }

        return true;
    }

    private void PublishLive()
    {
        if (_live.Count > 0)
        {
            session.Context.Live.Publish([.. _live]);
            _live = [];
        }
    }
}
