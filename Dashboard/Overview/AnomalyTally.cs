using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>Counts anomalies by time, severity and method.</summary>
internal sealed class AnomalyTally(TimeGrid grid)
{
    private readonly Dictionary<(long Number, AnomalySeverity Severity, string Method), long> _counts = [];

    public void Add(DateTimeOffset at, AnomalySeverity severity, string method, long count)
    {
        var key = (grid.Number(at), severity, method);
        _counts[key] = _counts.GetValueOrDefault(key) + count;
    }

    /// <summary>Drops what is older than the shown.</summary>
    public void Forget(DateTimeOffset now)
    {
        var first = grid.First(now);
        foreach (var key in _counts.Keys)
        {
            if (key.Number < first)
                _counts.Remove(key);
        }
    }

    /// <param name="now">The time.</param>
    /// <param name="origin">The step whose slot is 0.</param>
    public TimelineBucket[] Timeline(DateTimeOffset now, long origin)
    {
        var first = grid.First(now);
        var counts = new long[grid.Count, 3];
        foreach (var (key, count) in Shown(now))
            counts[key.Number - first, (int)key.Severity] += count;

        var buckets = new TimelineBucket[grid.Count];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = new TimelineBucket(first + i - origin, grid.Start(first + i), grid.Start(first + i + 1), counts[i, 0], counts[i, 1], counts[i, 2]);

        return buckets;
    }

    public AnomalySums Sums(DateTimeOffset now)
    {
        var severities = new long[3];
        var methods = new Dictionary<string, long>();
        foreach (var (key, count) in Shown(now))
        {
            severities[(int)key.Severity] += count;
            methods[key.Method] = methods.GetValueOrDefault(key.Method) + count;
        }

        MethodCount[] ordered = [.. methods.Select(pair => new MethodCount(pair.Key, pair.Value)).OrderByDescending(method => method.Count).ThenBy(method => method.Method, StringComparer.Ordinal)];
        return new AnomalySums(severities[0], severities[1], severities[2], ordered);
    }

    // A silo's clock may be ahead of this process': what lies in a later step is shown when its time has come.
    private IEnumerable<KeyValuePair<(long Number, AnomalySeverity Severity, string Method), long>> Shown(DateTimeOffset now)
    {
        var (first, last) = (grid.First(now), grid.Number(now));
        return _counts.Where(pair => pair.Key.Number >= first && pair.Key.Number <= last);
    }
}
