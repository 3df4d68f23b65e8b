using System.Buffers;
using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Explanations;
using Anomaly.Detectors.Snapshots;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.MovingAverage;

/// <summary>
/// Holds the last values and compares the newest with their mean. The mean is summed anew for each sample: a running sum would
/// keep the rounding error of one huge value for ever.
/// </summary>
internal sealed class MovingAverageDetector(MovingAverageOptions options) : IDetector
{
    private const byte SnapshotVersion = 2;
    private const byte VersionWithoutLevel = 1;

    /// <summary>Decades of rarity at which there is an alarm at the default sensitivity: the larger part of its false alarms is the ensemble's.</summary>
    private const double Decades = 6.5;
    private const int LevelWarmUp = 20;

    private static readonly TailShare Share = new(0.02f);

    /// <summary>Oldest first; only the first <see cref="_count"/> are filled.</summary>
    private readonly double[] _window = new double[options.WindowSize];
    private readonly CalibratedLevel? _level = options.Sensitivity is { } sensitivity
        ? new CalibratedLevel(Tail, Share, Decades - Sensitivity.Decades(sensitivity), options.MinStreak, LevelWarmUp)
        : null;

    private int _count;

    public string Method => MovingAverageOptions.MethodName;

    public int WarmUpNeeded => _level is null ? _window.Length : _window.Length - 1 + LevelWarmUp;

    public int WarmUpSeen => _level is null || _count < _window.Length ? _count : _window.Length - 1 + _level.Seen;

    /// <summary>The tail of the distances of normal noise from the mean, in units of their mean.</summary>
    private static TailModel Tail => new(2.92f, 0.44f, 1.76f);

    public static MovingAverageDetector Restore(MovingAverageOptions options, ref SnapshotReader snapshot)
    {
        if (snapshot.Version is not (SnapshotVersion or VersionWithoutLevel))
            throw snapshot.UnknownVersion(SnapshotVersion);

        var detector = new MovingAverageDetector(options);
        var windowSize = snapshot.Count(int.MaxValue, "the window size");
        if (windowSize != options.WindowSize)
            return detector;

        detector._count = snapshot.Count(windowSize, "the number of values");
        for (var i = 0; i < detector._count; i++)
            detector._window[i] = snapshot.Finite("a value");

        if (snapshot.Version == SnapshotVersion)
            CalibratedLevel.Restore(detector._level, ref snapshot);
        snapshot.End();
        return detector;
    }

    public Verdict Observe(in Sample sample, Learning learning = Learning.Learn)
    {
        if (!double.IsFinite(sample.Value))
            return Verdict.None;

        var window = _window.AsSpan();
        if (_count < window.Length - 1)
        {
            if (learning == Learning.Learn)
                window[_count++] = sample.Value;
            return Verdict.None;
        }

        // To judge is to look at the window as it would be; what that displaced is put back if nothing is to be learned.
        var displaced = window[0];
        var wasFull = _count == window.Length;
        if (wasFull)
            window[1..].CopyTo(window);
        window[^1] = sample.Value;

        var verdict = Judge(sample, window, learning);

        if (learning == Learning.Learn)
        {
            _count = window.Length;
        }
        else if (wasFull)
        {
            window[..^1].CopyTo(window[1..]);
            window[0] = displaced;
        }

        return verdict;
    }

    public void Save(IBufferWriter<byte> to)
    {
        var snapshot = new SnapshotWriter(to, SnapshotKind.MovingAverage, SnapshotVersion);
        snapshot.Number(_window.Length);
        snapshot.Number(_count);
        for (var i = 0; i < _count; i++)
            snapshot.Double(_window[i]);
        CalibratedLevel.Save(_level, snapshot);
    }

    private Verdict Judge(in Sample sample, ReadOnlySpan<double> window, Learning learning)
    {
        var mean = Population.Mean(window);
        var distance = Math.Abs(Finite.Clamp(sample.Value - mean));
        return _level is null ? JudgeExactly(sample, window, mean, distance) : JudgeByLevel(_level, sample, window, mean, distance, learning);
    }

    private Verdict JudgeExactly(in Sample sample, ReadOnlySpan<double> window, double mean, double distance)
    {
        var limit = options.ThresholdKind == ThresholdKind.Sigma
            ? Finite.Clamp(options.Threshold * Population.StandardDeviation(window, mean))
            : options.Threshold;

        var verdict = new Verdict
        {
            Score = SeverityScale.Ratio(distance, limit),
            Expected = mean,
            Lower = Finite.Clamp(mean - limit),
            Upper = Finite.Clamp(mean + limit),
        };
        return distance > limit
            ? verdict with { Alarms = [MovingAverageAlarm.Explain(sample, window, verdict, options.Threshold, options)] }
            : verdict;
    }

    private Verdict JudgeByLevel(CalibratedLevel level, in Sample sample, ReadOnlySpan<double> window, double mean, double distance, Learning learning)
    {
        var warm = level.IsWarm;
        var limit = Finite.Clamp(level.Threshold);
        var score = level.Judge(distance, learning);
        if (!warm)
            return new Verdict { Expected = mean, Score = level.IsWarm ? 0 : double.NaN };

        var verdict = new Verdict { Score = score, Expected = mean, Lower = Finite.Clamp(mean - limit), Upper = Finite.Clamp(mean + limit) };
        return score > 1
            ? verdict with { Alarms = [MovingAverageAlarm.Explain(sample, window, verdict, limit, options)] }
            : verdict;
    }
}
