using System.Diagnostics;
using System.Runtime.CompilerServices;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Interfaces.Catalog;

/// <summary>Lists the series of a cluster.</summary>
public static class SeriesCatalogExtensions
{
    private const int PageSize = 500;

    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// All series that match, by id in byte order, each once. They are read page by page as the result is read. A page that is lost with
    /// a silo is asked for again, for half a minute at the most. Series that are first seen meanwhile may be among them or not.
    /// </summary>
    /// <param name="grains">The cluster: an <see cref="IClusterClient"/>, or a silo's own factory.</param>
    /// <param name="match">Only where this text occurs in the id or in a label's name or value, whatever the case; null lets all pass.</param>
    /// <param name="state">Only in this state; null lets all pass.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>A sequence that ends after the last series. Where the cluster cannot be reached, reading it throws what a call does.</returns>
    public static async IAsyncEnumerable<SeriesSummary> ListSeriesAsync(
        this IGrainFactory grains,
        string? match = null,
        SeriesState? state = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var catalog = grains.GetGrain<ISeriesCatalogGrain>(0);
        var query = new SeriesPageQuery { Match = match, State = state, Limit = PageSize };
        while (true)
        {
            var page = await ReadAsync(catalog, query, cancellationToken);
            foreach (var series in page.Series)
                yield return series;

            if (page.Next is null)
                yield break;
            query = query with { Cursor = page.Next };
        }
    }

    private static async Task<SeriesPage> ReadAsync(ISeriesCatalogGrain catalog, SeriesPageQuery query, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await catalog.ListAsync(query, cancellationToken).WaitAsync(CallPatience, cancellationToken);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException && Stopwatch.GetElapsedTime(begun) < PagePatience)
            {
                // The silo died, or is not there yet: another one answers as well.
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
