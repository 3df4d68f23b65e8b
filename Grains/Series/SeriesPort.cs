using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Series;

/// <summary>
/// What an activation of a series holds: the owner's session, the position in it, the detectors. The owner comes in by the grain's turns or
/// directly, so that a lock, not the turns, keeps it whole; nobody waits under it.
/// </summary>
internal sealed class SeriesPort(IGrainContext activation, OwnershipRules rules) : ISeriesPort
{
    private readonly Lock _gate = new();
    private SessionId? _session;
    private long _position;
    private int _life;
    private ISeriesModel? _model;
    private RecentAnomalies? _anomalies;
    private SeriesWatchers? _watchers;
    private bool _isClosed;

    /// <summary>Asked for rarely: a text a series would be much where there are very many.</summary>
    private string Id => activation.GrainId.Key.ToString()!;

    /// <summary>Whether the owner has called.</summary>
    public bool IsLive
    {
        get
        {
            lock (_gate)
            {
                return _model is not null;
            }
        }
    }

    /// <summary>Whoever watches the series. Their numbers move on with the points; all else about them is the grain's.</summary>
    public SeriesWatchers? Watchers
    {
        get => _watchers;
        set
        {
            lock (_gate)
            {
                _watchers = value;
            }
        }
    }

    /// <summary>Takes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="begins">Whether it began a session.</param>
    /// <exception cref="InvalidDataException">The state that came with it was written by a newer program.</exception>
    public SeriesReply Take(SeriesCall call, out bool begins)
    {
        lock (_gate)
        {
            begins = false;
            var outcome = _isClosed ? SeriesOutcome.Gap : Check(call, ref begins);
            if (outcome != SeriesOutcome.Applied)
            {
                return new SeriesReply(outcome, _session is null ? -2 : _position, null, null);
            }

            List<AnomalyRecord>? anomalies = null;
            ApplyAll(call.Session, call.Samples, call.Members, ref anomalies);
            if (call.Silent is { } silent)
            {
                // Rule 9: the identity is the last sample's, so that it is the same whoever notices, and when. Said again, it is answered again:
                // whoever delivers a call twice may keep the first answer to himself. The owner says it once.
                _model!.NoteSilence();
                var last = new SeriesSample(call.Previous, 0, _model.LastSeen, _model.LastValue);
                anomalies = [ToRecord(SilenceAlarm.Explain(_model, silent), call.Session, last)];
            }

            _position = call.Position;
            var snapshot = anomalies is null && call.Wish == SnapshotWish.None ? null : Snapshot(withPoints: call.Wish == SnapshotWish.StateAndPoints);
            return new SeriesReply(SeriesOutcome.Applied, _position, anomalies?.ToArray(), snapshot) { Port = this };
        }
    }

    /// <inheritdoc/>
    public SeriesOutcome Apply(SessionId session, long previous, StampedSettings settings, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, out List<AnomalyRecord>? anomalies)
    {
        anomalies = null;
        lock (_gate)
        {
            if (_isClosed)
            {
                return SeriesOutcome.Gone;
            }

            // Which of the two it is, the series says when it is called.
            if (_session != session || (_position != previous && rules.PositionCheck))
            {
                return SeriesOutcome.Gap;
            }

            if (settings.Version != _model!.Settings.Stamped.Version)
            {
                _model = _model.Under(SeriesSettings.Parse(settings.Text));
            }

            ApplyAll(session, samples, members, ref anomalies);
            _position = samples[^1].Offset;
            return SeriesOutcome.Applied;
        }
    }

    /// <inheritdoc/>
    public SeriesSnapshot? TakeSnapshot(SessionId session, long position, bool withPoints)
    {
        lock (_gate)
        {
            return !_isClosed && _session == session && _position == position ? Snapshot(withPoints) : null;
        }
    }

    /// <summary>How the series stands; null where its owner has not called.</summary>
    public SeriesStatus? Status()
    {
        lock (_gate)
        {
            return _model is null ? null : SeriesShown.Status(Id, _model, _position, _session!.Partition);
        }
    }

    /// <summary>The newest points, oldest first; null where its owner has not called.</summary>
    public ScoredPoint[]? Newest(int limit)
    {
        lock (_gate)
        {
            return _model?.Points.Newest(limit, at => _anomalies?.At(at));
        }
    }

    /// <summary>A model in the same state, to work on at leisure; null where the owner has not called.</summary>
    public ISeriesModel? Copy()
    {
        lock (_gate)
        {
            return _model?.Under(_model.Settings);
        }
    }

    /// <summary>What watchers have not been told, or what one lacks, with the state that it belongs to.</summary>
    /// <param name="newest">How many of the newest points: asked under the lock, so that none is missed or told twice.</param>
    public SeriesUpdate? Update(Func<SeriesWatchers, int> newest)
    {
        lock (_gate)
        {
            if (_watchers is not { } watchers || (_model is null && watchers.Saved is null))
            {
                return null;
            }

            var count = newest(watchers);
            var (status, points) = _model is null
                ? (watchers.Saved!.Value.Status, watchers.Saved.Value.Points.TakeLast(count).ToArray())
                : (SeriesShown.Status(Id, _model, _position, _session!.Partition), _model.Points.Newest(count, at => _anomalies?.At(at)));
            return new(Id, watchers.Life, watchers.Number, points, status);
        }
    }

    /// <summary>Ends the port with its activation.</summary>
    /// <param name="forget">Whether nothing of the series goes to another silo. The owner may hold the port for long.</param>
    public void Close(bool forget)
    {
        lock (_gate)
        {
            _isClosed = true;
            _model = forget ? null : _model;
        }
    }

    /// <summary>Forgets what is held of a series that was removed.</summary>
    /// <returns>False where it is of another session or position: another life, maybe.</returns>
    public bool Forget(SessionId session, long position)
    {
        lock (_gate)
        {
            if (_session != session || _position != position)
            {
                return false;
            }

            (_model, _session, _anomalies) = (null, null, null);
            return true;
        }
    }

    /// <summary>What the series takes along to another silo; null where it has nothing. The port must be closed.</summary>
    public SeriesLuggage? Pack()
    {
        lock (_gate)
        {
            return _model is null || _session is null ? null : new SeriesLuggage(_session, _position, _model.Settings.Stamped.Text, _model.Save(), _model.Points.Save(), _life);
        }
    }

    /// <summary>Takes what came along from another silo.</summary>
    public void Unpack(SeriesLuggage luggage)
    {
        lock (_gate)
        {
            _model = ISeriesModel.Restore(SeriesSettings.Parse(luggage.Settings), luggage.Payload, luggage.Recent);
            _session = luggage.Session;
            _position = luggage.Position;
            _life = luggage.Life;
        }
    }

    /// <summary>Rule 5.</summary>
    private SeriesOutcome Check(SeriesCall call, ref bool begins)
    {
        if (_session == call.Session && call.Life < _life)
        {
            return SeriesOutcome.Stale;
        }

        // Of a later life, the first contact alone begins anew; what follows it meets the positions of that.
        if (_session == call.Session && (call.Life == _life || call.Payload is null))
        {
            if (_position != call.Previous && rules.PositionCheck)
            {
                return SeriesOutcome.Gap;
            }

            if (call.Settings is not null && call.SettingsVersion != _model!.Settings.Stamped.Version)
            {
                _model = _model.Under(SeriesSettings.Parse(call.Settings));
            }

            return SeriesOutcome.Applied;
        }

        if (_session is not null && _session.SameLog(call.Session) && call.Session.OwnerEpoch < _session.OwnerEpoch)
        {
            return SeriesOutcome.Stale;
        }

        if (call.Payload is null || call.Settings is null)
        {
            return SeriesOutcome.Gap;
        }

        if (_session is null || rules.SessionReset)
        {
            (_model, _session) = (null, null); // what the session before left is over, even where the state cannot be read
            _model = ISeriesModel.Restore(SeriesSettings.Parse(call.Settings), call.Payload, call.Recent);
            _position = call.Previous;
            _watchers?.BeginAnew(_model.Points.Count);
        }

        (_session, _life) = (call.Session, call.Life);
        begins = true;
        return SeriesOutcome.Applied;
    }

    private void ApplyAll(SessionId session, ReadOnlySpan<SeriesSample> samples, ReadOnlySpan<string> members, ref List<AnomalyRecord>? anomalies)
    {
        var points = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var step = _model!.Apply(samples[i], members.IsEmpty ? null : members[i]);
            points += step.Points;
            if (step.Alarms is { } alarms)
            {
                anomalies ??= [];
                foreach (var alarm in alarms)
                {
                    anomalies.Add(ToRecord(alarm, session, samples[i]));
                }
            }
        }

        _watchers?.Note(points);
    }

    private SeriesSnapshot Snapshot(bool withPoints) => new()
    {
        Payload = _model!.Save(),
        Recent = withPoints ? _model.Points.Save() : null,
        SettingsVersion = _model.Settings.Stamped.Version,
        LastSeen = _model.LastSeen,
        LastValue = _model.LastValue,
        WarmUpSeen = _model.WarmUpSeen,
        WarmUpNeeded = _model.WarmUpNeeded,
    };

    private AnomalyRecord ToRecord(Alarm alarm, SessionId session, in SeriesSample sample)
    {
        var id = Id;
        var source = new SourcePosition(session.Topic, session.TopicEpoch, session.Partition, sample.Offset, sample.Index);
        var record = new AnomalyRecord
        {
            Id = AnomalyIdentity.Create(alarm.TimestampMs, id, alarm.Method, source, alarm.Lag),
            MetricName = id,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(alarm.TimestampMs),
            Value = alarm.Value,
            Threshold = alarm.Threshold,
            DetectionMethod = alarm.Method,
            AnomalyScore = alarm.Score,
            ZScore = alarm.ZScore,
            Expected = alarm.Expected,
            Lower = alarm.Lower,
            Upper = alarm.Upper,
            Severity = (AnomalySeverity)alarm.Severity,
            Direction = (AnomalyDirection)alarm.Direction,
            Reason = alarm.Reason,
            Context = alarm.Context,
            Config = alarm.Config,
            Source = source,
        };
        (_anomalies ??= new()).Add(alarm.TimestampMs, record.Id);
        return record;
    }
}
