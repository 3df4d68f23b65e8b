using Anomaly.Storage.Partitions;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Tests.Catalog;

/// <summary>The database's list, whose answers can get lost as with a silo that dies.</summary>
internal sealed class LosingCatalog(ISeriesCatalog stored) : ISeriesCatalog
{
    private int _pages;

    /// <summary>The page whose answer gets lost, once; counted from 1 from when this is set.</summary>
    public int LostPage
    {
        get;
        set => (field, _pages) = (value, 0);
    }

    public int Pages => _pages;

    public async Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        var page = await stored.ListAsync(query, cancellationToken);
        return Interlocked.Increment(ref _pages) == LostPage ? throw new SiloUnavailableException("The silo died.") : page;
    }

    public Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken) => stored.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken) =>
        stored.ListSpreadAsync(label, exceptPrefix, limit, cancellationToken);

    public Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken) => stored.FindRowAsync(id, cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => stored.CountAsync(cancellationToken);
}
