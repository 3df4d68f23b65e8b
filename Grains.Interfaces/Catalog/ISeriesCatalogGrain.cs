namespace Anomaly.Grains.Interfaces.Catalog;

/// <summary>The list of all series that were ever seen, as the database has it. Stateless; key 0. Asking changes nothing.</summary>
[Alias("anomaly.series-catalog")]
public interface ISeriesCatalogGrain : IGrainWithIntegerKey
{
    /// <summary>Reads a page, by id in byte order; the same pages as <c>GET /api/v1/series</c>, with the same cursors.</summary>
    /// <param name="query">Which series, and where to go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page; an empty one where nothing matches.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to <see cref="SeriesPageQuery.MaxLimit"/>, or the state is none.</exception>
    /// <exception cref="ArgumentException">The match holds a NUL character, or the cursor is not that of a page.</exception>
    [Alias("list")] Task<SeriesPage> ListAsync(SeriesPageQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads one. Unlike a question to the series' own grain it brings nothing to life.</summary>
    /// <param name="id">The series' id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where the series was never seen.</returns>
    [Alias("find")] Task<SeriesSummary?> FindAsync(string id, CancellationToken cancellationToken = default);
}
