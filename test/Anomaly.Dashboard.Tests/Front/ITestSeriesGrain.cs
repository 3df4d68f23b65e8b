using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A series' other side, for tests.</summary>
[Alias("anomaly.test.series")]
public interface ITestSeriesGrain : IGrainWithStringKey
{
    /// <summary>Gives the series points; told to the watchers, or missed by them.</summary>
    [Alias("add")] Task AddPointsAsync(ScoredPoint[] points, bool pushed = true);

    /// <summary>Forgets its watchers and begins a new life with these points, as it would when its silo died.</summary>
    [Alias("anew")] Task StartAnewAsync(ScoredPoint[] points);

    /// <summary>Whether watches fail.</summary>
    [Alias("away")] Task SetAwayAsync(bool away);

    [Alias("watches")] Task<WatchCounts> CountWatchesAsync();
}
