using Anomaly.Detectors;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Series;

/// <summary>
/// A metric series. Its detectors run in here, on each sample that the owner of its partition brings; it writes nothing. What it was
/// not told in this session it does not know: the owner brings its state. It lives beside its owner: activated there, and where a new
/// owner is on another silo, it moves there with what it holds.
/// </summary>
[ImplicitStreamSubscription(PartitionOptions.SeriesNamespace)]
[PreferLocalPlacement]
[GrainType("series")]
internal sealed class SeriesGrain(SeriesServices services) : Grain, ISeriesGrain, ISeriesFeed, IGrainMigrationParticipant
{
    private const string Luggage = "series";

    private SessionId? _session;
    private long _position;
    private ISeriesModel? _model;
    private RecentAnomalies? _anomalies;
    private SeriesWatchers? _watchers;
    private bool _remote;

    /// <inheritdoc/>
    public Task<SeriesReply> ApplyAsync(SeriesCall call)
    {
        if (_remote)
        {
            services.Metrics.RemoteCalls.Inc();
        }

        // Rule 5.
        if (_session is null || _session != call.Session)
        {
            if (_session is not null && _session.SameLog(call.Session) && call.Session.OwnerEpoch < _session.OwnerEpoch)
            {
                return Answer(SeriesOutcome.Stale);
            }

            if (call.Payload is null || call.Settings is null)
            {
                return Answer(SeriesOutcome.Gap);
            }

            if (_session is null || services.Rules.SessionReset)
            {
                _model = RestoreOrLeave(call);
                _position = call.Previous;
                _watchers?.BeginAnew(_model.Points.Count);
            }

            _session = call.Session;
            MoveToOwner();
        }
        else if (_position != call.Previous && services.Rules.PositionCheck)
        {
            return Answer(SeriesOutcome.Gap);
        }
        else if (call.Settings is not null && call.SettingsVersion != _model!.Settings.Stamped.Version)
        {
            _model = _model.Under(SeriesSettings.Parse(call.Settings));
        }

        List<AnomalyRecord>? anomalies = null;
        var points = 0;
        for (var i = 0; i < call.Samples.Length; i++)
        {
            ref readonly var sample = ref call.Samples[i];
            var step = _model!.Apply(sample, call.Members?[i]);
            points += step.Points;
            if (step.Alarms is { } alarms)
            {
                anomalies ??= [];
                foreach (var alarm in alarms)
                {
                    anomalies.Add(ToRecord(alarm, call.Session, sample));
                }
            }
        }

        if (call.Silent is { } silent)
        {
            // Rule 9: the identity is the last sample's, so that it is the same whoever notices, and when. Said again, it is answered again:
            // whoever delivers a call twice may keep the first answer to himself. The owner says it once.
            _model!.NoteSilence();
            var last = new SeriesSample(call.Previous, 0, _model.LastSeen, _model.LastValue);
            anomalies = [ToRecord(SilenceAlarm.Explain(_model, silent), call.Session, last)];
        }

        _position = call.Position;
        _watchers?.Note(points);
        if (anomalies is null && call.Wish == SnapshotWish.None)
        {
            return QuietTask;
        }

        var snapshot = TakeSnapshot(withPoints: call.Wish == SnapshotWish.StateAndPoints);
        return Task.FromResult(new SeriesReply(SeriesOutcome.Applied, _position, anomalies?.ToArray(), snapshot));
    }

    /// <inheritdoc/>
    public Task<SeriesSnapshot?> GetSnapshotAsync(SessionId session, long position) =>
        Task.FromResult(_session == session && _position == position ? TakeSnapshot(withPoints: true) : null);

    /// <inheritdoc/>
    public async Task<SeriesStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var (model, row) = await ShownAsync(cancellationToken);
        return ToStatus(model, row);
    }

    /// <inheritdoc/>
    public async Task<ScoredPoint[]> GetRecentAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var (model, _) = await ShownAsync(cancellationToken);
        return model is null ? [] : [.. model.Points.Newest(limit, at => _anomalies?.At(at)).OrderBy(point => point.Timestamp)];
    }

    /// <inheritdoc/>
    public async Task<SettingsPreview> PreviewAsync(string? settings, CancellationToken cancellationToken = default)
    {
        var (model, _) = await ShownAsync(cancellationToken);
        return PreviewedModel.Run(model ?? ISeriesModel.Restore(await FindSettingsAsync(labels: null), default, null), settings);
    }

    /// <inheritdoc/>
    public async Task<SeriesUpdate> WatchAsync(ISeriesObserver observer, Guid activation, long number)
    {
        if (_model is null && _watchers?.Saved is null)
        {
            var (model, row) = await ShownAsync(CancellationToken.None);
            var points = model?.Points.Newest(PointRing.Capacity, _ => null) ?? [];
            Watchers(points.Length).Saved = (ToStatus(model, row), points);
        }

        var watchers = Watchers(_model?.Points.Count ?? 0);
        watchers.Add(observer);
        return Update(watchers, watchers.MissedSince(activation, number));
    }

    /// <inheritdoc/>
    public Task UnwatchAsync(ISeriesObserver observer)
    {
        _watchers?.Remove(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_model is not null && _session is not null)
        {
            dehydrationContext.TryAddValue(Luggage, new SeriesLuggage(_session, _position, _model.Settings.Stamped.Text, _model.Save(), _model.Points.Save()));
        }
    }

    /// <inheritdoc/>
    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue<SeriesLuggage>(Luggage, out var luggage) && luggage is not null)
        {
            _model = ISeriesModel.Restore(SeriesSettings.Parse(luggage.Settings), luggage.Payload, luggage.Recent);
            _session = luggage.Session;
            _position = luggage.Position;
        }
    }

    private static readonly Task<SeriesReply> QuietTask = Task.FromResult(SeriesReply.Quiet);

    private Task<SeriesReply> Answer(SeriesOutcome outcome) =>
        Task.FromResult(new SeriesReply(outcome, _session is null ? -2 : _position, null, null));

    private ISeriesModel RestoreOrLeave(SeriesCall call)
    {
        try
        {
            return ISeriesModel.Restore(SeriesSettings.Parse(call.Settings!), call.Payload, call.Recent);
        }
        catch
        {
            // On a silo of an older program, activated by a look at the series, it would stand in its owner's way for good.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>The first call of a session says where the owner lives; if that is another silo, the series follows once this call is done.</summary>
    private void MoveToOwner()
    {
        _remote = RequestContext.Get(IPlacementDirector.PlacementHintKey) is SiloAddress owner && !owner.Equals(services.Silo);
        if (_remote)
        {
            services.Metrics.RemoteCalls.Inc();
            MigrateOnIdle();
        }
    }

    /// <summary>What is shown: the live state, or, before its owner called, the saved one. The saved one is never worked on.</summary>
    private async Task<(ISeriesModel? Model, Storage.Partitions.SeriesRow? Row)> ShownAsync(CancellationToken cancellationToken)
    {
        if (_model is not null)
        {
            return (_model, null);
        }

        var row = await services.Catalog.FindRowAsync(this.GetPrimaryKeyString(), cancellationToken);
        if (row is null)
        {
            return (null, null);
        }

        return (ISeriesModel.Restore(await FindSettingsAsync(row.Labels), row.Payload, row.Recent), row);
    }

    private async Task<SeriesSettings> FindSettingsAsync(string? labels)
    {
        if (services.Settings.Current is null)
        {
            await services.Settings.RefreshAsync();
        }

        var book = services.Settings.Current ?? throw new TimeoutException("The settings cannot be reached; try again.");
        return SeriesSettings.Parse(book.For(this.GetPrimaryKeyString(), labels).Text);
    }

    private SeriesStatus ToStatus(ISeriesModel? model, Storage.Partitions.SeriesRow? row)
    {
        var id = this.GetPrimaryKeyString();
        if (model is null)
        {
            return new SeriesStatus { Id = id, State = SeriesState.Unknown };
        }

        var seen = model.LastSeen != long.MinValue;
        return new SeriesStatus
        {
            Id = id,
            State = model.WarmUpSeen < model.WarmUpNeeded ? SeriesState.WarmingUp : SeriesState.Active,
            WarmUp = new WarmUp(model.WarmUpSeen, model.WarmUpNeeded),
            LastSeen = seen ? DateTimeOffset.FromUnixTimeMilliseconds(model.LastSeen) : null,
            LastValue = seen ? model.LastValue : null,
            Settings = model.Settings.Stamped.Text,
            SettingsVersion = model.Settings.Stamped.Version,
            Offset = row?.Offset ?? _position,
            Partition = row?.Partition ?? _session!.Partition,
        };
    }

    private SeriesWatchers Watchers(int kept) => _watchers ??= new(
        kept,
        ServiceProvider.GetRequiredService<ILogger<SeriesGrain>>(),
        this.RegisterGrainTimer(TellWatchersAsync, new GrainTimerCreationOptions(SeriesWatchers.Pace, SeriesWatchers.Pace)));

    private Task TellWatchersAsync()
    {
        if (_watchers is not { } watchers)
        {
            return Task.CompletedTask;
        }

        if (!watchers.Any)
        {
            watchers.Dispose();
            _watchers = null;
            return Task.CompletedTask;
        }

        return watchers.TakeUntold() is var untold and > 0 ? watchers.TellAsync(Update(watchers, untold)) : Task.CompletedTask;
    }

    private SeriesUpdate Update(SeriesWatchers watchers, int newest)
    {
        var (status, points) = _model is null && watchers.Saved is { } saved
            ? (saved.Status, saved.Points.TakeLast(newest).ToArray())
            : (ToStatus(_model, null), _model!.Points.Newest(newest, at => _anomalies?.At(at)));
        return new(this.GetPrimaryKeyString(), watchers.Life, watchers.Number, points, status);
    }

    private SeriesSnapshot TakeSnapshot(bool withPoints) => new()
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
        var id = this.GetPrimaryKeyString();
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
