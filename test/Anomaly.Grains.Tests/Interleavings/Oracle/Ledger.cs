using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings.Database;
using Anomaly.Grains.Tests.Interleavings.Kafka;
using Anomaly.Storage.Partitions;

namespace Anomaly.Grains.Tests.Interleavings.Oracle;

/// <summary>
/// Keeps, beside the database, which samples each series' row holds and under which settings, and compares: every row with the
/// sequential fold of its samples, the progress with the rows, in the end everything with the logs.
/// </summary>
internal sealed class Ledger(Simulation simulation)
{
    private readonly Dictionary<string, List<Committed>> _committed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fold> _folds = new(StringComparer.Ordinal);
    private readonly HashSet<(string Series, RecordOrigin First, int Index)> _identities = [];
    private readonly List<((int Partition, long OwnerEpoch) Session, string Series, long Offset, StampedSettings Settings)> _told = [];
    private readonly Dictionary<(string Series, int Samples), (StampedSettings Settings, SourcePosition Source)> _silences = [];
    private readonly HashSet<Guid> _silent = [];
    private readonly Dictionary<(int Partition, long OwnerEpoch, string Series, long Offset), StampedSettings> _stamps = [];

    private readonly Dictionary<Guid, (Committed Sample, Detectors.Alarm Alarm)> _past = [];

    /// <summary>How many series were removed.</summary>
    public int Removed { get; private set; }

    /// <summary>How many silences were raised.</summary>
    public int Silences { get; private set; }

    /// <summary>Notes the settings that an owner stamps on its samples.</summary>
    public void NoteCall(string series, SeriesCall call)
    {
        var settings = new StampedSettings(call.SettingsVersion, call.Settings ?? SimulatedSettings.Text(call.SettingsVersion));
        if (call.Silent is not null)
        {
            _told.Add(((call.Session.Partition, call.Session.OwnerEpoch), series, call.Previous, settings));
        }

        NoteApplied(series, call.Session, settings, call.Samples);
    }

    /// <summary>Notes the settings of samples on their way to a series.</summary>
    public void NoteApplied(string series, SessionId session, StampedSettings settings, ReadOnlySpan<SeriesSample> samples)
    {
        foreach (var sample in samples)
        {
            _stamps[(session.Partition, session.OwnerEpoch, series, sample.Offset)] = settings;
        }
    }

    /// <summary>A row was written.</summary>
    public void NoteState(Fence fence, SeriesUpdate state, SeriesRow? before)
    {
        if (!_committed.TryGetValue(state.SeriesId, out var committed))
        {
            _committed.Add(state.SeriesId, committed = []);
        }

        var from = before is not null && before.Epoch == fence.TopicEpoch ? before.Offset : -1;
        if (state.Offset < from)
        {
            Forget(state.SeriesId, fence, state.Offset);
        }

        var log = simulation.Logs[fence.Partition].OfEpoch(fence.TopicEpoch);
        for (var offset = from + 1; offset <= state.Offset; offset++)
        {
            foreach (var sample in log[(int)offset].Samples)
            {
                var isGroup = GroupId.IsGroup(state.SeriesId);
                if (log[(int)offset].Kind != RecordKind.Good || (sample.Series != state.SeriesId && !isGroup) || !_identities.Add((state.SeriesId, sample.First, sample.Index)))
                {
                    continue; // another series' sample, or one that was sent again twice
                }

                if (!_stamps.TryGetValue((fence.Partition, fence.OwnerEpoch, state.SeriesId, offset), out var settings))
                {
                    simulation.Fail($"the row of {sample.Series} at {Name(fence)}:{state.Offset} cannot hold the sample at {offset}: owner {fence.OwnerEpoch} never sent it");
                    return;
                }

                committed.Add(new(sample, isGroup ? sample.Series : null, fence.OwnerEpoch, settings));
            }
        }

        NoteSilences(state, committed, fence);
        CheckRow(state, committed, fence);
    }

    /// <summary>A series was removed: what it had raised stays, and should it come back, its fold begins anew. Each sample is still one life's.</summary>
    public void NoteRemoved(string series)
    {
        Removed++;
        if (_committed.Remove(series, out var committed) && committed.Count > 0)
        {
            NoteAlarms(series, FoldOf(series, committed), _past);
        }

        _folds.Remove(series);
        _told.RemoveAll(told => told.Series == series);
        foreach (var key in _silences.Keys.Where(key => key.Series == series).ToArray())
        {
            _silences.Remove(key);
        }
    }

    /// <summary>No effect below the progress may be missing in the rows (rule 7).</summary>
    public void CheckProgress(Tables tables)
    {
        foreach (var (partition, progress) in tables.Progress)
        {
            var log = simulation.Logs[partition].OfEpoch(progress.Epoch);
            foreach (var record in log.Take((int)progress.NextOffset))
            {
                if (FindMissing(tables, record) is { } missing)
                {
                    simulation.Fail($"the progress of partition {partition} is {progress.NextOffset}, but {missing}");
                    return;
                }
            }
        }
    }

    /// <summary>The logs are finished: everything is there, once, and nothing else.</summary>
    public void CheckEnd(Tables tables)
    {
        foreach (var logs in simulation.Logs)
        {
            if (logs.Records.Select(record => FindMissing(tables, record)).FirstOrDefault(missing => missing is not null) is { } missing)
            {
                simulation.Fail($"the log of partition {logs.Partition} is finished, but {missing}");
            }
        }

        var expected = new Dictionary<Guid, (Committed Sample, Detectors.Alarm Alarm)>(_past);
        foreach (var (series, committed) in _committed)
        {
            var fold = FoldOf(series, committed);
            if (!fold.Save().AsSpan().SequenceEqual(tables.Rows[series].Payload))
            {
                simulation.Fail($"the row of {series} is not the fold of {Names(committed)}");
            }

            NoteAlarms(series, fold, expected);
        }

        CheckAnomalies(tables, expected);
    }

    private Fold FoldOf(string series, List<Committed> committed)
    {
        var fold = new Fold();
        foreach (var sample in committed)
        {
            fold.Apply(sample);
            FoldSilence(series, fold);
        }

        return fold;
    }

    private static void NoteAlarms(string series, Fold fold, Dictionary<Guid, (Committed Sample, Detectors.Alarm Alarm)> to)
    {
        foreach (var (sample, alarm) in fold.Alarms)
        {
            var source = new SourcePosition(Simulation.Topic, sample.Sample.At.Epoch, sample.Sample.At.Partition, sample.Sample.At.Offset, sample.Sample.Index);
            to.Add(AnomalyIdentity.Create(alarm.TimestampMs, series, alarm.Method, source, alarm.Lag), (sample, alarm));
        }
    }

    private void CheckAnomalies(Tables tables, Dictionary<Guid, (Committed Sample, Detectors.Alarm Alarm)> expected)
    {
        foreach (var (id, (sample, alarm)) in expected)
        {
            if (!tables.Anomalies.TryGetValue(id, out var found))
            {
                simulation.Fail($"anomaly of {sample.Sample.Series} at {Name(sample.Sample)} by {alarm.Method} is LOST");
            }
            else if ((found.DetectionMethod, found.AnomalyScore, found.ZScore, found.Threshold, found.Value, found.Expected, found.Config)
                != (alarm.Method, alarm.Score, alarm.ZScore, alarm.Threshold, alarm.Value, alarm.Expected, alarm.Config))
            {
                simulation.Fail($"anomaly of {sample.Sample.Series} at {Name(sample.Sample)} by {alarm.Method} is WRONG: {found}, expected {alarm}");
            }
        }

        if (_silent.Any(id => !tables.Anomalies.ContainsKey(id)))
        {
            simulation.Fail("the alarm of a silence is LOST");
        }

        Silences = _silent.Count;
        if (tables.Anomalies.Values.FirstOrDefault(anomaly => !expected.ContainsKey(anomaly.Id) && !_silent.Contains(anomaly.Id)) is { } extra)
        {
            simulation.Fail($"anomaly of {extra.MetricName} at {extra.Source} by {extra.DetectionMethod} is WRONG: the fold has none");
        }

        if (tables.Conflicts > 0)
        {
            simulation.Fail($"{tables.Conflicts} anomalies were written TWICE");
        }
    }

    private string? FindMissing(Tables tables, LogRecord record)
    {
        switch (record.Kind)
        {
            case RecordKind.Bad:
                return tables.HasDeadLetter(record.At.Epoch, record.At.Partition, record.At.Offset) ? null : $"the dead letter at {record.At} is LOST";
            case RecordKind.Keyless when simulation.Logs.Length > 1:
                var lost = record.Samples.FirstOrDefault(sample => !simulation.Logs.Any(logs => logs.HasRerouted(sample)));
                return lost is null ? null : $"the record without a key at {record.At} was not sent again for {lost.Series}";
            default:
                var missing = record.Samples.FirstOrDefault(sample => !_identities.Contains((sample.Series, sample.First, sample.Index))
                    || (simulation.Options.Grouped && !_identities.Contains((SimulatedSettings.GroupOf(SettingsResolver.DefaultRule), sample.First, sample.Index))));
                return missing is null ? null : $"the sample of {missing.Series} at {Name(missing)} is LOST";
        }
    }

    private void CheckRow(SeriesUpdate state, List<Committed> committed, Fence fence)
    {
        if (!_folds.TryGetValue(state.SeriesId, out var fold))
        {
            _folds.Add(state.SeriesId, fold = new());
        }

        FoldSilence(state.SeriesId, fold);
        foreach (var sample in committed.Skip(fold.Count))
        {
            fold.Apply(sample);
            FoldSilence(state.SeriesId, fold);
        }

        if (committed.Count == 0 && Removed > 0)
        {
            simulation.Fail($"owner {fence.OwnerEpoch} writes a row of {state.SeriesId} at {Name(fence)}:{state.Offset} of samples that a life before had already");
        }
        else if (committed.Count > 0 && !fold.Save().AsSpan().SequenceEqual(state.Payload))
        {
            simulation.Fail($"owner {fence.OwnerEpoch} writes a row of {state.SeriesId} at {Name(fence)}:{state.Offset} that is not the fold of {Names(committed)}");
        }
    }

    /// <summary>
    /// When a series fell silent, the clock says. What the owner told it at or before the row's position is in the row: surely where samples
    /// came after, else by what the row says.
    /// </summary>
    private void NoteSilences(SeriesUpdate state, List<Committed> committed, Fence fence)
    {
        // The newest first: one that was not taken is told again with its row, under the settings of then.
        foreach (var told in _told.Where(told => told.Session == (fence.Partition, fence.OwnerEpoch) && told.Series == state.SeriesId).Reverse().ToArray())
        {
            if (told.Offset < state.Offset || (told.Offset == state.Offset && SeriesModel.SaysSilent(state.Payload)))
            {
                var after = committed.Count(each => (each.Sample.At.Partition, each.Sample.At.Epoch) == (fence.Partition, fence.TopicEpoch) && each.Sample.At.Offset > told.Offset);
                var source = new SourcePosition(Simulation.Topic, fence.TopicEpoch, fence.Partition, told.Offset, 0);
                _silences.TryAdd((state.SeriesId, committed.Count - after), (told.Settings, source));
                _told.Remove(told);
            }
        }
    }

    /// <summary>Applies what was told after the samples applied so far.</summary>
    private void FoldSilence(string series, Fold fold)
    {
        if (_silences.TryGetValue((series, fold.Count), out var silence))
        {
            var last = fold.NoteSilence(silence.Settings);
            _silent.Add(AnomalyIdentity.Create(last, series, "silence", silence.Source, 0));
        }
    }

    /// <summary>A row went back: can happen only where the fence on states is off.</summary>
    private void Forget(string series, Fence fence, long above)
    {
        var gone = _committed[series].Where(committed =>
            committed.Sample.At.Partition == fence.Partition && committed.Sample.At.Epoch == fence.TopicEpoch && committed.Sample.At.Offset > above).ToArray();
        foreach (var committed in gone)
        {
            _committed[series].Remove(committed);
            _identities.Remove((series, committed.Sample.First, committed.Sample.Index));
        }

        _folds.Remove(series);
        foreach (var count in _silences.Keys.Where(key => key.Series == series && key.Samples > _committed[series].Count).ToArray())
        {
            _silences.Remove(count);
        }
    }

    private static string Name(Fence fence) => $"{fence.Partition}({fence.TopicEpoch})";

    private static string Name(LogSample sample) => $"{sample.At.Partition}({sample.At.Epoch}):{sample.At.Offset}[{sample.Index}]";

    private static string Names(List<Committed> committed) => string.Join(' ', committed.Select(sample => $"{Name(sample.Sample)}v{sample.Settings.Version % 100}"));
}
