using System.Buffers;
using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>
/// Finds anomalies in a group of series that belong together. Their samples form vectors by time; each vector is looked at in three
/// ways: the members against what the others let expect (<see cref="Residuals"/>), the moving averages of those residuals (Lowry and
/// others 1992), and a forest of random trees (<see cref="VectorForest"/>). Each measure is compared with what it was in the group so
/// far. What it says depends on its settings, its state and the samples alone. Not safe for use by several threads at once.
/// </summary>
public sealed class GroupDetector
{
    private const byte SnapshotVersion = 1;
    private const int Views = 3;
    private const int LeastLearned = 64;
    /// <summary>One in so many decades of vectors is not ordinary enough to learn relations from: many of them may be of a fault that begins.</summary>
    private const double Doubtful = 2;

    private const int DriftMemory = 2000;
    private const int LeastDrifts = 48;

    private readonly GroupOptions _options;
    private readonly VectorAssembler _vectors;
    private readonly Relations _relations = new();
    private readonly Residuals _residuals = new();
    private readonly VectorSample _sample = new();
    private readonly TailLevel[] _levels = [new(), new(), new()];
    private AlarmEpisode _episode;
    private int _drifts;

    /// <summary>Initializes a detector that has seen nothing.</summary>
    /// <param name="options">Its settings.</param>
    public GroupDetector(GroupOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _vectors = new VectorAssembler(options.IntervalSeconds * 1000);
        // Any of the views may alarm, so each has its share of the mistakes (Bonferroni).
        Level = -Math.Log10(Sensitivity.FalseAlarmRate(options.Sensitivity) / Views);
    }

    /// <summary>The rarity from which a vector is alarmed.</summary>
    public double Level { get; }

    /// <summary>How many vectors it needs before it can alarm.</summary>
    public int WarmUpNeeded => Math.Max(LeastLearned, 3 * _vectors.Members.Count) + LeastDrifts + TailLevel.Needed;

    /// <summary>How many of those it has had.</summary>
    public int WarmUpSeen => _levels[0].IsReady ? WarmUpNeeded : Math.Min(WarmUpNeeded - 1, _relations.Learned + _levels[0].Seen);

    /// <summary>The ids of the members, in the order in which they came.</summary>
    public IEnumerable<string> Members => _vectors.Members.Select(member => member.Id);

    /// <summary>Continues from a snapshot; one of other settings of time begins anew.</summary>
    /// <param name="options">The settings to continue with.</param>
    /// <param name="snapshot">What <see cref="Save"/> wrote.</param>
    /// <returns>The detector.</returns>
    /// <exception cref="SnapshotException">The snapshot is of another method, of an unknown version, truncated, or damaged.</exception>
    public static GroupDetector Restore(GroupOptions options, ReadOnlySpan<byte> snapshot)
    {
        var reader = new SnapshotReader(snapshot, GroupOptions.Kind, GroupOptions.MethodName);
        if (reader.Version != SnapshotVersion)
            throw reader.UnknownVersion(SnapshotVersion);

        var detector = new GroupDetector(options);
        if (reader.Finite("the interval") == options.IntervalSeconds)
            detector.Load(ref reader);
        return detector;
    }

    /// <summary>Takes a sample of a member.</summary>
    /// <param name="member">The member's id. The first <see cref="GroupOptions.MostMembers"/> that report are the group's; others are left out.</param>
    /// <param name="sample">The sample; one that is NaN or infinite is ignored, one that belongs to a vector closed before too.</param>
    /// <returns>What is to be said of the vector that it closed, if it closed one.</returns>
    public GroupVerdict Observe(string member, in Sample sample)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (!double.IsFinite(sample.Value) || _vectors.IsLate(sample.TimestampMs) || _vectors.Find(member) is not { } known)
            return default;

        var verdict = _vectors.EndsBefore(known, sample.TimestampMs) ? Close() : default;
        _vectors.Put(known, sample);
        return _vectors.IsComplete() ? Close() : verdict;
    }

    /// <summary>Writes the state as a versioned snapshot.</summary>
    /// <param name="to">Receives the bytes.</param>
    public void Save(IBufferWriter<byte> to)
    {
        var snapshot = new SnapshotWriter(to, GroupOptions.Kind, SnapshotVersion);
        snapshot.Double(_options.IntervalSeconds);
        _vectors.Save(snapshot);
        snapshot.Number(_relations.Count);
        _relations.Save(snapshot);
        _sample.Save(snapshot);
        foreach (var level in _levels)
            level.Save(snapshot);
        _episode.Save(snapshot);
        snapshot.Number(_drifts);
    }

    private void Load(ref SnapshotReader snapshot)
    {
        _vectors.Restore(ref snapshot);
        var width = snapshot.Count(_vectors.Members.Count, "the width");
        _relations.Restore(ref snapshot, width);
        _sample.Restore(ref snapshot, width);
        foreach (var level in _levels)
            level.Restore(ref snapshot);
        _episode = AlarmEpisode.Restore(ref snapshot);
        _drifts = snapshot.Count(DriftMemory, "the number of drifts");
        snapshot.End();
    }

    private GroupVerdict Close()
    {
        var members = _vectors.Members;
        Span<double> values = stackalloc double[members.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = members[i].IsLive(_vectors.Newest, _vectors.Pace) ? members[i].LastValue : double.NaN;

        var time = _vectors.Newest;
        _vectors.Close();
        return Judge(time, values);
    }

    private GroupVerdict Judge(long time, ReadOnlySpan<double> values)
    {
        Span<float> vector = stackalloc float[values.Length];
        MakeRoom(values, vector);
        Span<double> measures = stackalloc double[Views];
        measures.Fill(double.NaN);
        if (_relations.Learned >= Math.Max(LeastLearned, 3 * values.Length) && _residuals.Compute(_relations, values))
        {
            measures[(int)GroupView.Correlation] = _residuals.Distance * values.Length / _residuals.Present;
            measures[(int)GroupView.Drift] = Drift(values.Length);
            measures[(int)GroupView.Isolation] = _sample.HasForest ? _sample.Score(vector) : double.NaN;
        }

        var (view, rarity) = Rarest(measures);
        var ratio = rarity / Level;
        var alarms = _episode.Note(ratio, SeverityScale.Of(ratio));
        var alarm = alarms
            ? GroupAlarm.Explain(new GroupFinding(time, view, measures[(int)view], rarity, Level, Contributions(view, vector)), values, _vectors.Members, _residuals, _levels[(int)view], _options)
            : null;
        if (_episode.Learns)
            Learn(values, vector, measures, doubtful: rarity > Doubtful);
        return new GroupVerdict(true, time, rarity, Level, alarm);
    }

    /// <summary>Fills the forest's vector: a member that is not there is at its mean.</summary>
    private void MakeRoom(ReadOnlySpan<double> values, Span<float> vector)
    {
        var before = _relations.Count;
        _relations.Grow(values.Length);
        for (var i = 0; i < values.Length; i++)
            vector[i] = VectorSample.Narrow(double.IsNaN(values[i]) ? _relations.Mean(i) : values[i]);
        if (values.Length > before)
            _sample.Widen(vector);
    }

    /// <summary>The sum of the squares of the members' drifts, each beside what is usual of it.</summary>
    private double Drift(int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            var member = _vectors.Members[i];
            member.NoteResidual(_residuals.OfMembers[i]);
            sum += member.RelativeDrift * member.RelativeDrift;
        }

        return sum;
    }

    private (GroupView View, double Rarity) Rarest(ReadOnlySpan<double> measures)
    {
        var (view, rarity) = (GroupView.Correlation, 0.0);
        for (var i = 0; i < Views; i++)
        {
            if (!double.IsNaN(measures[i]) && _levels[i].Decades(measures[i]) is var decades && decades > rarity)
                (view, rarity) = ((GroupView)i, decades);
        }

        return (view, rarity);
    }

    private void Learn(ReadOnlySpan<double> values, ReadOnlySpan<float> vector, ReadOnlySpan<double> measures, bool doubtful)
    {
        for (var i = 0; i < Views; i++)
        {
            if (!double.IsNaN(measures[i]) && _drifts >= LeastDrifts)
                _levels[i].Learn(measures[i]);
        }

        if (doubtful)
            return;
        if (!double.IsNaN(measures[(int)GroupView.Drift]))
        {
            _drifts = Math.Min(_drifts + 1, DriftMemory);
            foreach (var member in _vectors.Members)
                member.LearnDrift(1.0 / _drifts);
        }

        _relations.Learn(values);
        _sample.Learn(vector);
    }

    /// <summary>Each member's share of a measure: by how much it falls where that member alone is as expected.</summary>
    private double[] Contributions(GroupView view, ReadOnlySpan<float> vector)
    {
        var shares = new double[vector.Length];
        Span<float> mended = stackalloc float[vector.Length];
        var score = view == GroupView.Isolation ? _sample.Score(vector) : 0;
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            if (view == GroupView.Isolation)
            {
                vector.CopyTo(mended);
                mended[i] = VectorSample.Narrow(_relations.Mean(i));
                shares[i] = Math.Max(0, score - _sample.Score(mended));
            }
            else
            {
                var part = view == GroupView.Drift ? _vectors.Members[i].RelativeDrift : _residuals.OfMembers[i];
                shares[i] = part * part;
            }

            sum += shares[i];
        }

        for (var i = 0; i < shares.Length; i++)
            shares[i] = sum > 0 ? shares[i] / sum : 1.0 / shares.Length;
        return shares;
    }
}
