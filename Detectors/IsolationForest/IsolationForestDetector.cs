using System.Buffers;
using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Snapshots;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>Scores each full batch at once, exactly and without randomness; see <see cref="ExpectedDepth"/>.</summary>
/// <remarks>
/// <para>While a batch fills, a sample has no score; the sample that fills it carries the batch's: the largest z-score of an
/// outlier as a multiple of the dynamic threshold, held at 1 where the streak is too short for an alarm, 0 without an outlier.</para>
/// <para>A sample that is scored only is judged as the newest of a batch of its own, made of it and the samples learned last:
/// with their smoothing, and with the threshold that such a batch would have led to. At the place that fills a batch this is
/// the very judgement that learning it would give, elsewhere the streak is counted within those samples. Only the sample itself
/// can be alarmed that way; the others were, or will be, judged with their own batch.</para>
/// </remarks>
internal sealed class IsolationForestDetector(IsolationForestOptions options) : IDetector
{
    private const byte SnapshotVersion = 2;
    private const byte VersionWithoutLevel = 1;

    /// <summary>Decades of rarity of a sample at which there is an alarm at the default sensitivity; a batch has so many chances more.</summary>
    private const double Decades = 6.5;
    private const double LeastDecades = 1.5;

    /// <summary>In batches.</summary>
    private const int LevelWarmUp = 3;

    private static readonly TailShare Share = new(0.1f);

    /// <summary>The last samples; the place of the next one is the number already in the current batch.</summary>
    private readonly Sample[] _ring = new Sample[options.BatchSize];
    private readonly CalibratedLevel? _level = options.Sensitivity is { } sensitivity
        ? new CalibratedLevel(Tail, Share, Math.Max(Decades - Sensitivity.Decades(sensitivity) - Math.Log10(options.BatchSize), LeastDecades), 1, LevelWarmUp)
        : null;

    private DecisionHistory _history = new(options.BatchSize);
    private int _count;
    private int _next;
    private int _streak;
    private double _average = Smoothing.NotStarted;

    /// <summary>The average just before the oldest sample of the ring, from which all its smoothed values follow.</summary>
    private double _averageBefore = Smoothing.NotStarted;

    public string Method => IsolationForestOptions.MethodName;

    public int WarmUpNeeded => _ring.Length;

    public int WarmUpSeen => _count;

    /// <summary>The tail of how far the most isolated point of a batch of normal noise lies from the others, in units of the mean.</summary>
    private static TailModel Tail => new(1.4f, 0.17f, 1.76f);

    public static IsolationForestDetector Restore(IsolationForestOptions options, ref SnapshotReader snapshot)
    {
        if (snapshot.Version is not (SnapshotVersion or VersionWithoutLevel))
            throw snapshot.UnknownVersion(SnapshotVersion);

        var detector = new IsolationForestDetector(options);
        var batchSize = snapshot.Count(int.MaxValue, "the batch size");
        var alpha = snapshot.Finite("the smoothing");
        if (batchSize == options.BatchSize && alpha == options.SmoothingAlpha)
            detector.Load(ref snapshot);

        return detector;
    }

    public Verdict Observe(in Sample sample, Learning learning = Learning.Learn)
    {
        if (!double.IsFinite(sample.Value))
            return Verdict.None;

        var average = Smoothing.Next(_average, sample.Value, options.SmoothingAlpha);
        if (learning == Learning.ScoreOnly)
            return _count >= _ring.Length - 1 ? ScoreOnly(sample, average) : new Verdict { Expected = average };

        ref var place = ref _ring[_next];
        if (_count == _ring.Length)
            _averageBefore = Smoothing.Next(_averageBefore, place.Value, options.SmoothingAlpha);
        else
            _count++;

        place = sample;
        _average = average;
        if (++_next < _ring.Length)
            return new Verdict { Expected = average };

        _next = 0;
        return JudgeBatch(average);
    }

    public void Save(IBufferWriter<byte> to)
    {
        var snapshot = new SnapshotWriter(to, SnapshotKind.IsolationForest, SnapshotVersion);
        snapshot.Number(_ring.Length);
        snapshot.Double(options.SmoothingAlpha);
        snapshot.Number(_count);
        snapshot.Number(_next);
        snapshot.Number(_streak);
        snapshot.Double(_average);
        snapshot.Double(_averageBefore);
        _history.Save(snapshot);

        // Differences: most times are a few seconds apart, which is two bytes instead of eight.
        var time = 0L;
        foreach (var sample in _ring.AsSpan(0, _count))
        {
            snapshot.Signed(unchecked(sample.TimestampMs - time));
            snapshot.Double(sample.Value);
            time = sample.TimestampMs;
        }

        CalibratedLevel.Save(_level, snapshot);
    }

    private void Load(ref SnapshotReader snapshot)
    {
        _count = snapshot.Count(_ring.Length, "the number of samples");
        _next = snapshot.Count(_ring.Length - 1, "the place in the batch");
        _streak = snapshot.Count(int.MaxValue, "the streak");
        _average = snapshot.FiniteOrNone("the average");
        _averageBefore = snapshot.FiniteOrNone("the average before the samples");
        if (_count < _ring.Length && _next != _count)
            throw snapshot.Damaged($"{_count} samples cannot end at place {_next}");

        _history.Restore(ref snapshot);

        var time = 0L;
        foreach (ref var sample in _ring.AsSpan(0, _count))
        {
            time = unchecked(time + snapshot.Signed());
            sample = new Sample(time, snapshot.Finite("a value"));
        }

        if (snapshot.Version == SnapshotVersion)
            CalibratedLevel.Restore(_level, ref snapshot);
        snapshot.End();
    }

    private Verdict JudgeBatch(double average)
    {
        Span<double> work = stackalloc double[Batch.WorkSize(_ring.Length)];
        var batch = Batch.Score(_ring, _averageBefore, options, ref _history, keep: true, work);
        if (_level is not null)
            return JudgeByLevel(_level, batch, MostIsolated(batch), average, Learning.Learn);

        var alarms = default(IsolationForestAlarms);
        var score = 0.0;
        for (var i = 0; i < _ring.Length; i++)
        {
            _streak = Extend(_streak, batch, i);
            score = Math.Max(score, Score(batch, i, _streak));
            if (Alarms(batch, i, _streak))
                alarms.Add(batch, i, _streak, options);
        }

        return new Verdict { Score = score, Expected = average, Alarms = alarms.ToList() };
    }

    private Verdict ScoreOnly(in Sample sample, double average)
    {
        var n = _ring.Length;
        Span<Sample> samples = stackalloc Sample[n];
        Span<double> work = stackalloc double[Batch.WorkSize(n)];

        _ring.AsSpan(Math.Min(_next + 1, n)).CopyTo(samples);
        _ring.AsSpan(0, _next).CopyTo(samples[(n - 1 - _next)..]);
        samples[^1] = sample;

        var before = _count == n ? Smoothing.Next(_averageBefore, _ring[_next].Value, options.SmoothingAlpha) : _averageBefore;
        var batch = Batch.Score(samples, before, options, ref _history, keep: false, work);
        if (_level is not null)
            return JudgeByLevel(_level, batch, n - 1, average, Learning.ScoreOnly);

        var streak = _next == n - 1 ? _streak : 0;
        for (var i = 0; i < n; i++)
            streak = Extend(streak, batch, i);

        var alarms = default(IsolationForestAlarms);
        if (Alarms(batch, n - 1, streak))
            alarms.Add(batch, n - 1, streak, options);

        return new Verdict { Score = Score(batch, n - 1, streak), Expected = average, Alarms = alarms.ToList() };
    }

    /// <summary>Judges a batch by how far its most isolated point lies from the mean, or as if a point were that.</summary>
    private Verdict JudgeByLevel(CalibratedLevel level, in Batch batch, int index, double average, Learning learning)
    {
        var threshold = Finite.Clamp(level.Threshold);
        var distance = batch.IsOutlier(index) ? Math.Abs(Finite.Clamp(batch.Smoothed[index] - Population.Mean(batch.Smoothed))) : 0;
        var score = level.Judge(distance, learning);
        var alarms = default(IsolationForestAlarms);
        if (score > 1)
            alarms.AddByLevel(batch, index, distance, threshold, score, options);

        return new Verdict { Score = score, Expected = average, Alarms = alarms.ToList() };
    }

    private static int MostIsolated(in Batch batch)
    {
        var most = 0;
        for (var i = 1; i < batch.Decisions.Length; i++)
        {
            if (batch.Decisions[i] < batch.Decisions[most])
                most = i;
        }

        return most;
    }

    private static int Extend(int streak, in Batch batch, int index) =>
        !batch.StandsApart(index) ? 0 : streak < int.MaxValue ? streak + 1 : streak;

    private bool Alarms(in Batch batch, int index, int streak) => batch.IsOutlier(index) && streak >= options.MinConsecutive;

    private double Score(in Batch batch, int index, int streak)
    {
        if (!batch.IsOutlier(index))
            return 0;

        var ratio = SeverityScale.Ratio(batch.ZScores[index], batch.DynamicThreshold);
        return Alarms(batch, index, streak) ? ratio : Math.Min(ratio, 1);
    }
}
