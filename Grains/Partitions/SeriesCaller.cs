using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Partitions;

/// <summary>
/// Brings samples to the series: to one beside the owner directly, to others, and now and then to all, by a call of its grain, one
/// outstanding each (rule 4), whose answer it hears (rule 5).
/// </summary>
internal sealed class SeriesCaller(PartitionSession session, Checkpointer checkpointer)
{
    /// <summary>Checkpoints without a call after which a series counts as slow; its recent points are then saved too.</summary>
    private const int SlowAfter = 12;

    private const int Slots = 64;

    private readonly Queue<SeriesEntry> _held = new();
    private int _underWay;
    private int _spread;

    public bool IsIdle => _underWay == 0;

    /// <summary>Applies samples to a series beside the owner, at once.</summary>
    /// <param name="entry">The series.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="members">Where it is a group: the series that each is of. Else empty.</param>
    /// <param name="now">The session's clock.</param>
    /// <returns>False where the series must be called as a grain: nothing was applied.</returns>
    public bool TryApply(SeriesEntry entry, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, long now)
    {
        if (entry.Port is not { } port || entry.InFlight || entry.Queue is not null || now >= entry.CallGrainAt || !session.MayCall)
        {
            return false;
        }

        var settings = entry.SettingsBy(session.Settings);
        SeriesOutcome outcome;
        List<AnomalyRecord>? anomalies;
        try
        {
            outcome = port.Apply(session.Id, entry.Acknowledged, settings, samples, members, out anomalies);
        }
        catch (Exception exception)
        {
            session.End($"the samples of series {entry.Id} could not be applied", exception);
            return true;
        }

        if (outcome != SeriesOutcome.Applied)
        {
            entry.Port = null; // collected or moved, or another session's by now: the call that follows hears which
            return false;
        }

        NoteTaken(entry, settings, now);
        entry.NoteApplied(samples[0].Offset);
        entry.Snapshot = null; // older than what the anomalies may belong to
        entry.IsSlow |= checkpointer.Number - entry.CalledIn >= SlowAfter;
        entry.CalledIn = checkpointer.Number;
        entry.SettingsVersion = settings.Version;
        entry.Acknowledged = samples[^1].Offset;
        checkpointer.NoteDirty(entry);
        if (anomalies is not null)
        {
            checkpointer.NoteAnomalies(entry, anomalies);
        }

        return true;
    }

    /// <summary>Calls a series with what waits for it, unless a call is under way.</summary>
    public void Dispatch(SeriesEntry entry)
    {
        if (entry.InFlight || entry.Queue is not { } queue || !session.MayCall)
        {
            return;
        }

        if (_underWay >= session.Context.Options.GrainCallsAtOnce)
        {
            _held.Enqueue(entry);
            return;
        }

        var samples = queue.ToArray();
        var members = entry.AsGroup?.TakeQueuedMembers();
        var (pull, more) = (entry.QueuePull!, entry.MoreQueuePulls);
        (entry.Queue, entry.QueuePull, entry.MoreQueuePulls) = (null, null, null);
        var settings = entry.SettingsBy(session.Settings);
        NoteTaken(entry, settings, session.Context.Time.GetTimestamp());
        Send(entry, MakeCall(entry, samples, members, settings, null), pull, more);
    }

    private void NoteTaken(SeriesEntry entry, StampedSettings settings, long now)
    {
        entry.LastTaken = now;
        entry.Positions = entry.QueuedPositions;
        if (settings.SilentAfter > TimeSpan.Zero || entry.Silence is not null)
        {
            session.Silence.NoteSamples(entry, settings.SilentAfter);
        }
    }

    /// <summary>Says to a series that no samples came for some time. Its row must have been read.</summary>
    /// <returns>False where it is busy with some that do.</returns>
    public bool TellSilence(SeriesEntry entry, TimeSpan silent)
    {
        if (entry.InFlight || entry.Queue is not null || !session.MayCall)
        {
            return false;
        }

        Send(entry, MakeCall(entry, [], null, entry.SettingsBy(session.Settings), silent), null, null);
        return true;
    }

    private void Send(SeriesEntry entry, SeriesCall call, Pull? pull, List<Pull>? more)
    {
        entry.NoteApplied(call.First);
        checkpointer.NoteDirty(entry);
        _ = CallAsync(entry, call, pull, more);
    }

    private SeriesCall MakeCall(SeriesEntry entry, SeriesSample[] samples, string[]? members, StampedSettings settings, TimeSpan? silent)
    {
        var wish = silent is null ? SnapshotWish.None : SnapshotWish.State;
        if (entry.Urgent || (entry.Contacted && entry.Port is null && entry.AskedIn < checkpointer.Number))
        {
            wish = checkpointer.Number - entry.CalledIn >= SlowAfter ? SnapshotWish.StateAndPoints : SnapshotWish.State;
            entry.AskedIn = checkpointer.Number;
        }

        entry.CalledIn = checkpointer.Number;
        var call = new SeriesCall
        {
            Session = session.Id,
            Previous = entry.Acknowledged,
            Samples = samples,
            SettingsVersion = settings.Version,
            Settings = settings.Version == entry.SettingsVersion ? null : settings.Text,
            Payload = entry.Contacted ? null : entry.Row?.Payload ?? [],
            Recent = entry.Contacted ? null : entry.Row?.Recent,
            Wish = wish,
            Silent = silent,
            Members = members,
            Life = entry.Life,
        };
        entry.SettingsVersion = settings.Version;
        return call;
    }

    private async Task CallAsync(SeriesEntry entry, SeriesCall call, Pull? pull, List<Pull>? more)
    {
        entry.InFlight = true;
        _underWay++;
        try
        {
            var reply = await SendAsync(entry, call);
            if (session.HasEnded)
            {
                return;
            }

            if (reply.Outcome == SeriesOutcome.Gap && entry.Contacted && !entry.IsDirtyBefore(call.First))
            {
                reply = await CallCollectedAsync(entry, call);
                if (session.HasEnded)
                {
                    return;
                }
            }

            if (reply.Outcome != SeriesOutcome.Applied)
            {
                session.Context.Metrics.CallsRefused.WithLabels(reply.Outcome == SeriesOutcome.Stale ? "stale" : "gap").Inc();
                session.End($"series {entry.Id} answered {reply.Outcome} to offset {call.Position} after {call.Previous}; it is at {reply.Position}");
                return;
            }

            Applied(entry, call, reply);
            if (pull is not null)
            {
                session.FinishPart(pull);
            }

            more?.ForEach(session.FinishPart);
        }
        catch (Exception exception)
        {
            session.End($"the call to series {entry.Id} failed", exception);
        }
        finally
        {
            entry.InFlight = false;
            if (--_underWay == 0)
            {
                session.NoteIdle();
            }
        }

        Dispatch(entry);
        while (_underWay < session.Context.Options.GrainCallsAtOnce && _held.TryDequeue(out var next))
        {
            Dispatch(next);
        }
    }

    private Task<SeriesReply> SendAsync(SeriesEntry entry, SeriesCall call)
    {
        session.Context.Metrics.Calls.Inc();
        var series = session.Context.Series.Get(entry.Id); // not kept: most series are called rarely, and there are very many
        return call.Payload is null ? series.ApplyAsync(call) : session.Context.Series.ContactAsync(series, call);
    }

    /// <summary>An idle series was collected with nothing unflushed: the same call again, with the row.</summary>
    private async Task<SeriesReply> CallCollectedAsync(SeriesEntry entry, SeriesCall call)
    {
        var rows = await session.Context.Store.LoadAsync(session.Fence.Topic, [entry.Id], CancellationToken.None);
        var row = rows.Count == 1 ? rows[0] : null;
        if (row is null || row.Partition != session.Fence.Partition || row.Epoch != session.Fence.TopicEpoch || row.Offset != call.Previous)
        {
            return new SeriesReply(SeriesOutcome.Gap, row?.Offset ?? -1, null, null);
        }

        var settings = entry.SettingsBy(session.Settings);
        entry.SettingsVersion = settings.Version;
        return await SendAsync(entry, call.Again(row, settings));
    }

    private void Applied(SeriesEntry entry, SeriesCall call, SeriesReply reply)
    {
        entry.Acknowledged = call.Position;
        entry.Contacted = true;
        entry.Row = null;
        entry.Port = reply.Port;
        if (reply.Port is not null)
        {
            // Not all in the same second: those that begin together would stay together.
            var time = session.Context.Time;
            var every = session.Context.Options.GrainCallInterval * (1 + (_spread++ % Slots / (double)Slots));
            entry.CallGrainAt = time.GetTimestamp() + (long)(every.TotalSeconds * time.TimestampFrequency);
        }

        session.QueueDepth -= call.Samples.Length;
        session.Context.Metrics.SamplesProcessed.Inc(call.Samples.Length);
        if (reply.Snapshot is { } snapshot)
        {
            entry.NoteSnapshot(snapshot);
        }

        if (reply.Anomalies is { Length: > 0 } anomalies)
        {
            checkpointer.NoteAnomalies(entry, anomalies);
        }
    }
}
