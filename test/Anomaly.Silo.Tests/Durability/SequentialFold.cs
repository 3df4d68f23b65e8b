using Anomaly.Detectors;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>What must be found: the detectors that the silos run, alone, over each series' samples in order, without any of the service around them.</summary>
public static class SequentialFold
{
    /// <summary>One line an anomaly: series, method, event time and score.</summary>
    public static List<string> Anomalies(IEnumerable<(string Series, long TimestampMs, double Value)> samples)
    {
        var found = new List<string>();
        var detectors = new Dictionary<string, IDetector[]>();
        foreach (var (series, timestampMs, value) in samples)
        {
            if (!detectors.TryGetValue(series, out var own))
            {
                own = [.. ExactLevels.Detectors.Select(DetectorFactory.Create)];
                detectors.Add(series, own);
            }

            foreach (var detector in own)
            {
                foreach (var alarm in detector.Observe(new Sample(timestampMs, value)).Alarms)
                {
                    found.Add(Line(series, alarm.Method, alarm.TimestampMs, alarm.Score));
                }
            }
        }

        return found;
    }

    public static string Line(string series, string method, long timestampMs, double score) =>
        FormattableString.Invariant($"{series} {method} {timestampMs} {score:R}");
}
