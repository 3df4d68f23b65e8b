using Anomaly.Grains.Partitions.Homes;
using Anomaly.Grains.Partitions.Silence;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Storage.Partitions;
using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.Partitions;

/// <summary>
/// One life of a partition's owner: from the claim to the first thing that goes wrong. It is never repaired (rule 2): a gap, a stale
/// answer, a time-out, a refused or unknown write, a batch that does not continue ends it, and the owner claims anew.
/// Runs on its grain's scheduler: one thing at a time.
/// </summary>
internal sealed class PartitionSession
{
    /// <summary>Enough to keep the series busy while the next batch is decoded; the rest waits as bytes.</summary>
    private const int MaxPullsUnderWay = 4;

    private readonly Queue<KafkaBatch> _waiting = new();
    private readonly Queue<Pull> _underWay = new();
    private readonly int _generation;
    private readonly FailedSession? _before;
    private readonly PullDecoder _decoder;
    private readonly SeriesLoader _loader;
    private readonly SeriesCaller _caller;
    private readonly Checkpointer _checkpointer;
    private readonly HomeScan _homes;
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _pumping;
    private bool _draining;
    private TaskCompletionSource? _idle;

    public PartitionSession(SessionContext context, Fence fence, long start, string provider, int generation, FailedSession? before)
    {
        Context = context;
        Fence = fence;
        Id = new(fence.Topic, fence.TopicEpoch, fence.Partition, fence.OwnerEpoch);
        Cursor = start;
        Provider = provider;
        _generation = generation;
        _before = before;
        Settings = context.Settings.Current ?? throw new InvalidOperationException("A session needs settings.");
        _checkpointer = new Checkpointer(this, start, before);
        _caller = new SeriesCaller(this, _checkpointer);
        Silence = new SilenceWatch(this, _caller, _checkpointer);
        Admission = new SeriesAdmission(this);
        _homes = new HomeScan(this, Admission);
        _loader = new SeriesLoader(this, _checkpointer);
        _decoder = new PullDecoder(this, _checkpointer, new PullDelivery(this, _caller));
    }

    public SessionContext Context { get; }

    public Fence Fence { get; }

    /// <summary>The stream provider whose reader the session serves.</summary>
    public string Provider { get; }

    public SessionId Id { get; }

    public SeriesTable Series { get; } = new();

    public SilenceWatch Silence { get; }

    /// <summary>How many series are at home here, and whether there is room for more.</summary>
    public SeriesAdmission Admission { get; }

    /// <summary>The settings that all calls between two checkpoints are stamped with (rule 9).</summary>
    public SettingsBook Settings { get; private set; }

    /// <summary>Whether the silo knows newer ones.</summary>
    public bool SettingsAreOld => Context.Settings.Current is { } newest && newest != Settings;

    /// <summary>The offset that the next batch must start at.</summary>
    public long Cursor { get; private set; }

    /// <summary>The end of the partition's log as last heard of.</summary>
    public long High { get; private set; }

    /// <summary>Samples taken from the log and not yet applied.</summary>
    public int QueueDepth { get; set; }

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Why the session ended; completes when it does.</summary>
    public Task<string> Ended => _ended.Task;

    /// <summary>When all that was due was saved last: a timestamp of the context's clock.</summary>
    public long LastCheckpoint => _checkpointer.LastCheckpoint;

    /// <summary>Whether anything was saved.</summary>
    public bool HasSaved => _checkpointer.HasSaved;

    /// <summary>Why the sessions before could not save, where this one has not yet; else null.</summary>
    public string? UnsavedBecause => LastCheckpoint == _before?.LastCheckpoint ? _before.Reason : null;

    /// <summary>The first offset that is not wholly applied.</summary>
    public long AppliedTo => _underWay.TryPeek(out var pull) ? pull.Batch.From : _waiting.TryPeek(out var batch) ? batch.From : Cursor;

    /// <summary>Takes a batch. Returns at once: the work goes on behind, bounded by what the receiver reads ahead.</summary>
    public void Accept(KafkaBatch batch)
    {
        // Of another generation is what the reader had on its way when it was told to start here, and what another silo's reader still reads.
        if (HasEnded || _draining || batch.Generation != _generation)
        {
            var current = Context.Streams.IsCurrent(batch.Provider, batch.Partition, batch.Generation);
            Context.Streams.Release(batch);
            if (current && !_draining)
            {
                End("its reader has started anew");
            }

            return;
        }

        if (batch.From != Cursor)
        {
            Context.Streams.Release(batch);
            End($"a batch starts at offset {batch.From}, expected {Cursor}");
            return;
        }

        Cursor = batch.Next;
        High = Math.Max(batch.High, batch.Next);
        _waiting.Enqueue(batch);
        Pump();
    }

    /// <summary>Does what the clock asks for: saves anomalies, checkpoints, tells the live feed. Called by one timer, never twice at once.</summary>
    public async Task TickAsync()
    {
        if (HasEnded)
        {
            return;
        }

        try
        {
            await _checkpointer.TickAsync();
            await Silence.TickAsync();
            await _homes.TickAsync();
            if (Context.Options.CommitWhenApplied)
            {
                Context.Streams.Commit(Provider, Fence.Partition, AppliedTo);
            }
        }
        catch (Exception exception)
        {
            End("what the clock asked for failed", exception);
        }
    }

    /// <summary>Stops taking batches, waits for the calls under way, saves everything, and ends the session.</summary>
    public async Task DrainAsync()
    {
        if (HasEnded || _draining)
        {
            return;
        }

        _draining = true;
        if (!_caller.IsIdle)
        {
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _idle.Task;
        }

        if (!HasEnded)
        {
            await _checkpointer.SaveAllAsync();
        }

        End("handed over");
    }

    /// <summary>Ends the session: forgets everything.</summary>
    public void End(string reason, Exception? exception = null)
    {
        if (!_ended.TrySetResult(exception is null ? reason : $"{reason}: {exception.Message}"))
        {
            return;
        }

        if (!_draining || exception is not null)
        {
            Log.SessionEnded(Context.Logger, exception, Fence.Topic, Fence.Partition, Fence.OwnerEpoch, reason);
        }

        _waiting.Clear();
        _underWay.Clear();
        QueueDepth = 0;
        NoteIdle();
        if (!_draining)
        {
            Context.Streams.Restart(Provider, Fence.Partition);
        }
    }

    /// <summary>Goes on under the newest settings. Called when a checkpoint begins.</summary>
    public void AdoptSettings() => Settings = Context.Settings.Current ?? Settings;

    /// <summary>Whether the session neither ended nor was told to stop: new calls may be made.</summary>
    public bool MayCall => !HasEnded && !_draining;

    /// <summary>Called when the last call under way was answered, or no answer matters any more.</summary>
    public void NoteIdle() => _idle?.TrySetResult();

    /// <summary>One part of a pull is done; where it was the last, the pull is, and the next may begin.</summary>
    public void FinishPart(Pull pull)
    {
        if (--pull.Outstanding > 0 || HasEnded)
        {
            return;
        }

        while (_underWay.TryPeek(out var first) && first.Outstanding == 0)
        {
            _underWay.Dequeue();
            ObserveLatency(first);
            Context.Streams.Release(first.Batch);
        }

        Pump();
    }

    /// <summary>Takes what waits, as far as the series and the database have caught up.</summary>
    public void Pump() => _ = PumpAsync();

    /// <summary>Reads the rows of series without a pull that has samples of them.</summary>
    /// <returns>False where a pull is being taken, or the session has ended: nothing may be done now.</returns>
    public async Task<bool> LoadHereAsync(IReadOnlyCollection<SeriesEntry> entries)
    {
        if (_pumping)
        {
            return false;
        }

        _pumping = true; // a pull may have samples of the same series, and must find their rows read
        try
        {
            await _loader.LoadHereAsync(entries);
        }
        finally
        {
            _pumping = false;
        }

        Pump();
        return !HasEnded;
    }

    /// <summary>Does something while no pull is being taken and nothing is saved.</summary>
    /// <returns>False where a pull is being taken, or the session has ended: nothing may be done now.</returns>
    public async Task<bool> RunAloneAsync(Func<Task> work)
    {
        if (_pumping)
        {
            return false;
        }

        _pumping = true;
        try
        {
            await _checkpointer.RunAloneAsync(work);
        }
        finally
        {
            _pumping = false;
        }

        Pump();
        return !HasEnded;
    }

    /// <summary>Commits the saved progress for lag tools.</summary>
    public void CommitToKafka(long nextOffset)
    {
        if (!Context.Options.CommitWhenApplied)
        {
            Context.Streams.Commit(Provider, Fence.Partition, nextOffset);
        }
    }

    private async Task PumpAsync()
    {
        if (_pumping)
        {
            return;
        }

        _pumping = true;
        try
        {
            while (MayCall && !_checkpointer.IsFull && _underWay.Count < MaxPullsUnderWay && _waiting.TryDequeue(out var batch))
            {
                var pull = new Pull(batch);
                _underWay.Enqueue(pull);
                var unknown = _decoder.Decode(pull);
                if (unknown.Count > 0)
                {
                    await _loader.LoadAsync(unknown);
                }

                if (!HasEnded && _decoder.MeetGroups() is { Count: > 0 } groups)
                {
                    await _loader.LoadAsync(groups);
                }

                if (HasEnded)
                {
                    return;
                }

                _decoder.Deliver(pull);
                FinishPart(pull);
                await Task.Yield(); // a pull is a turn: what else the owner has to do may come between
            }
        }
        catch (Exception exception)
        {
            End("taking a batch failed", exception);
        }
        finally
        {
            _pumping = false;
        }
    }

    private void ObserveLatency(Pull pull)
    {
        if (pull.Batch.Records.Length > 0)
        {
            var first = pull.Batch.Records[0].Timestamp;
            var since = first >= 0 ? first : pull.Batch.ReceivedAt;
            Context.Metrics.EventProcessing.Observe(Math.Max(0, Context.Time.GetUtcNow().ToUnixTimeMilliseconds() - since) / 1000.0);
        }
    }
}
