using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>Counts the anomalies of the series that have many, by time.</summary>
/// <param name="grid">The steps.</param>
/// <param name="complete">Whether all series that have any were loaded: one that is new then has its whole count.</param>
internal sealed class SeriesTally(TimeGrid grid, bool complete)
{
    private const int Most = 1000, Kept = 250;

    private readonly Dictionary<string, SeriesCounts> _series = [];

    /// <summary>Adds what the history has.</summary>
    public void Load(string series, DateTimeOffset at, long count, AnomalySeverity worst) => Of(series, loaded: true).Add(grid.Number(at), count, worst);

    /// <summary>Adds one that is live.</summary>
    public void Add(string series, DateTimeOffset at, AnomalySeverity severity, DateTimeOffset now)
    {
        Of(series, loaded: complete).Add(grid.Number(at), 1, severity);
        if (_series.Count > Most)
            Shrink(now);
    }

    /// <summary>The series with the most, in order.</summary>
    public IReadOnlyList<RankedSeries> Top(DateTimeOffset now, int count)
    {
        var (first, last) = (grid.First(now), grid.Number(now));
        return [.. _series
            .Select(pair => new RankedSeries(pair.Key, pair.Value, pair.Value.Total(first, last)))
            .Where(series => series.Total > 0)
            .OrderByDescending(series => series.Total)
            .ThenBy(series => series.Id, StringComparer.Ordinal)
            .Take(count)];
    }

    /// <summary>Drops what is older than the shown.</summary>
    public void Forget(DateTimeOffset now)
    {
        var first = grid.First(now);
        foreach (var (id, counts) in _series)
        {
            if (!counts.Forget(first))
                _series.Remove(id);
        }
    }

    private SeriesCounts Of(string series, bool loaded)
    {
        if (!_series.TryGetValue(series, out var counts))
            _series[series] = counts = new SeriesCounts(loaded);

        return counts;
    }

    /// <summary>Any number of series may have an anomaly; those with few go.</summary>
    private void Shrink(DateTimeOffset now)
    {
        var kept = Top(now, Kept).Select(series => series.Id).ToHashSet();
        foreach (var id in _series.Keys)
        {
            if (!kept.Contains(id))
                _series.Remove(id);
        }

        complete = false;
    }
}
