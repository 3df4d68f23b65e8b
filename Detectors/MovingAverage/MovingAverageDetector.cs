using System.Buffers;
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
    private const byte SnapshotVersion = 1;

    /// <summary>Oldest first; only the first <see cref="_count"/> are filled.</summary>
    private readonly double[] _window = new double[options.WindowSize];
    private int _count;

    public string Method => MovingAverageOptions.MethodName;

    public int WarmUpNeeded => _window.Length;

    public int WarmUpSeen => _count;

    public static MovingAverageDetector Restore(MovingAverageOptions options, ref SnapshotReader snapshot)
    {
        if (snapshot.Version != SnapshotVersion)
            throw snapshot.UnknownVersion(SnapshotVersion);

        var detector = new MovingAverageDetector(options);
        var windowSize = snapshot.Count(int.MaxValue, "the window size");
        if (windowSize != options.WindowSize)
            return detector;

        detector._count = snapshot.Count(windowSize, "the number of values");
        for (var i = 0; i < detector._count; i++)
            detector._window[i] = snapshot.Finite("a value");

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

        var verdict = Judge(sample, window);

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
    }

    private Verdict Judge(in Sample sample, ReadOnlySpan<double> window)
    {
        var mean = Population.Mean(window);
        var distance = Math.Abs(Finite.Clamp(sample.Value - mean));
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
            ? verdict with { Alarms = [MovingAverageAlarm.Explain(sample, window, verdict, options)] }
            : verdict;
    }
}
