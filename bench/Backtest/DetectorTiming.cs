using System.Collections.Concurrent;
using Anomaly.Detectors;

namespace Anomaly.Bench.Backtest;

/// <summary>How long a method takes for a sample, alone and without the reading of files.</summary>
internal static class DetectorTiming
{
    private const double Faster = 0.98;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>The runtime watches code for more than half a second before it compiles it well.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);

    /// <summary>The methods that this process has run for long enough.</summary>
    private static readonly ConcurrentDictionary<string, bool> Warm = new(StringComparer.Ordinal);

    /// <summary>The fastest of some passes; what disturbs makes the others slower.</summary>
    /// <returns>Nanoseconds a sample, what alarms cost included.</returns>
    public static double Measure(DetectorOptions options, IReadOnlyList<Sample> samples)
    {
        if (Warm.TryAdd(options.Method, true))
            Fastest(options, samples, WarmUp);
        return Fastest(options, samples, Patience).TotalNanoseconds / samples.Count;
    }

    /// <summary>Goes on until it has not become faster for a while.</summary>
    private static TimeSpan Fastest(DetectorOptions options, IReadOnlyList<Sample> samples, TimeSpan patience)
    {
        var improved = TimeProvider.System.GetTimestamp();
        var fastest = TimeSpan.MaxValue;
        do
        {
            var detector = DetectorFactory.Create(options);
            var started = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < samples.Count; i++)
                detector.Observe(samples[i]);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            improved = elapsed < fastest * Faster ? started : improved;
            fastest = elapsed < fastest ? elapsed : fastest;
        }
        while (TimeProvider.System.GetElapsedTime(improved) < patience);

        return fastest;
    }
}
