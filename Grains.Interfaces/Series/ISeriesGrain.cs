namespace Anomaly.Grains.Interfaces.Series;

/// <summary>A metric series; its key is the series' id.</summary>
[Alias("anomaly.series")]
public interface ISeriesGrain : IGrainWithStringKey
{
    /// <summary>How long a watch lives; watch again before it ends.</summary>
    static readonly TimeSpan WatchLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How the series is. Changes nothing.</summary>
    [Alias("status")] Task<SeriesStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>The newest scored points, oldest first.</summary>
    [Alias("recent")] Task<ScoredPoint[]> GetRecentAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs the methods under other settings, from what the series has learned, over its recent points, as if these came once more.
    /// Changes nothing: the methods that run are copies.
    /// </summary>
    /// <param name="settings">The complete settings, a JSON object; null for those in force.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("preview")] Task<SettingsPreview> PreviewAsync(string? settings, CancellationToken cancellationToken = default);

    /// <summary>Begins a watch, or prolongs one.</summary>
    /// <param name="observer">Is told of new points.</param>
    /// <param name="activation">The life of the grain that the watcher heard last; empty at first.</param>
    /// <param name="number">The number of points that it had then.</param>
    /// <returns>The points that the watcher lacks, or all that are kept where it is new or the grain's life is.</returns>
    [Alias("watch")] Task<SeriesUpdate> WatchAsync(ISeriesObserver observer, Guid activation, long number);

    /// <summary>Ends a watch.</summary>
    [Alias("unwatch")] Task UnwatchAsync(ISeriesObserver observer);
}
