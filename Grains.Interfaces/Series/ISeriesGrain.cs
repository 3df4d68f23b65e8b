namespace Anomaly.Grains.Interfaces.Series;

/// <summary>A metric series; its key is the series' id.</summary>
[Alias("anomaly.series")]
public interface ISeriesGrain : IGrainWithStringKey
{
    /// <summary>How the series is. Changes nothing.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status; <see cref="SeriesState.Unknown"/> where no sample was ever seen.</returns>
    [Alias("status")] Task<SeriesStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>The newest scored points, oldest first.</summary>
    /// <param name="limit">How many at the most, from 1; some 64 are kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The points.</returns>
    [Alias("recent")] Task<ScoredPoint[]> GetRecentAsync(int limit, CancellationToken cancellationToken = default);
}
