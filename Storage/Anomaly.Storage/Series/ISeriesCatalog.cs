using Anomaly.Storage.Partitions;

namespace Anomaly.Storage.Series;

/// <summary>All series that were ever seen.</summary>
public interface ISeriesCatalog
{
    /// <summary>A series whose row was not written for so long is silent.</summary>
    static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(15);

    /// <summary>Reads a page, by id in byte order.</summary>
    Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where the series is unknown.</returns>
    Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Reads series, by id in byte order, whose value of a label is also that of a series at home in another partition. Silent ones do
    /// not count, nor do those whose id begins with a given text.
    /// </summary>
    /// <param name="label">The label's name.</param>
    /// <param name="exceptPrefix">What the ids of those left out begin with.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken);

    /// <summary>Reads one series' state, whatever its topic (the newest written, where there are several).</summary>
    /// <returns>Null where the series is unknown.</returns>
    Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken);

    /// <summary>How many series there are. It may be an estimate that is some minutes old where there are very many.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
