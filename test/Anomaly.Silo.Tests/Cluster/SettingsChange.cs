using Anomaly.Detectors;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>Where each series changed from one threshold of the moving average to another, judged by its anomalies alone.</summary>
public static class SettingsChange
{
    /// <summary>
    /// For each series the index of a sample such that the anomalies found are those of the old threshold before it and of the new one
    /// from it on. Fails where a series has none: then something is lost, doubled, or was decided under neither.
    /// </summary>
    public static List<int> Find(IEnumerable<(string Series, long TimestampMs, double Value)> samples, double before, double after, IReadOnlyCollection<string> found)
    {
        var bySeries = found.ToLookup(line => line[..line.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal);
        return [.. samples.GroupBy(sample => sample.Series, StringComparer.Ordinal).Select(series => Find(series.Key, [.. series.Select(sample => (sample.TimestampMs, sample.Value))], before, after, [.. bySeries[series.Key]]))];
    }

    private static int Find(string series, (long At, double Value)[] samples, double before, double after, List<string> found)
    {
        var (old, changed) = (Alarms(series, samples, before), Alarms(series, samples, after));
        var unchanged = ExactLevels.Detectors.Where(options => options is not MovingAverageOptions)
            .SelectMany(options => Lines(series, samples, DetectorFactory.Create(options))).SelectMany(lines => lines).ToList();
        for (var at = 0; at <= samples.Length; at++)
        {
            var expected = unchanged.Concat(old.Take(at).SelectMany(lines => lines)).Concat(changed.Skip(at).SelectMany(lines => lines)).Order(StringComparer.Ordinal);
            if (expected.SequenceEqual(found.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                return at;
            }
        }

        throw new Xunit.Sdk.XunitException($"The anomalies of {series} ({found.Count}) are not those of a threshold of {before} up to some sample and {after} from there on.");
    }

    private static List<List<string>> Alarms(string series, (long At, double Value)[] samples, double threshold) =>
        Lines(series, samples, DetectorFactory.Create(ExactLevels.DetectorsOf(threshold).Single(options => options is MovingAverageOptions)));

    private static List<List<string>> Lines(string series, (long At, double Value)[] samples, IDetector detector)
    {
        var lines = new List<List<string>>(samples.Length);
        foreach (var (at, value) in samples)
        {
            var own = new List<string>();
            foreach (var alarm in detector.Observe(new Sample(at, value)).Alarms)
            {
                own.Add(SequentialFold.Line(series, alarm.Method, alarm.TimestampMs, alarm.Score));
            }

            lines.Add(own);
        }

        return lines;
    }
}
