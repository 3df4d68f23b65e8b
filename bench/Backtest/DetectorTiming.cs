using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest;

/// <summary>How long a method takes for a sample, alone and without the reading of files.</summary>
internal sealed class DetectorTiming
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>The runtime compiles a method well when it has run for a while.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> _warm = [];

    /// <summary>The fastest of some passes; what disturbs makes the others slower.</summary>
    /// <returns>Nanoseconds a sample, what alarms cost included.</returns>
    public double Measure(DetectorOptions options, IReadOnlyList<Sample> samples)
    {
        if (_warm.Add(options.Method))
            Fastest(options, samples, WarmUp);
        return Fastest(options, samples, Patience).TotalNanoseconds / samples.Count;
    }

    private static TimeSpan Fastest(DetectorOptions options, IReadOnlyList<Sample> samples, TimeSpan patience)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var fastest = TimeSpan.MaxValue;
        do
        {
            var detector = DetectorFactory.Create(options);
            var started = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < samples.Count; i++)
                detector.Observe(samples[i]);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            fastest = elapsed < fastest ? elapsed : fastest;
        }
        while (TimeProvider.System.GetElapsedTime(begun) < patience);

        return fastest;
    }
}
