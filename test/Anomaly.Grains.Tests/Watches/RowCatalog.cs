using System.Collections.Concurrent;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>The rows of series; counts how often each was read.</summary>
internal sealed class RowCatalog : ISeriesCatalog
{
    private readonly ConcurrentDictionary<string, SeriesRow> _rows = new();
    private readonly ConcurrentDictionary<string, int> _reads = new();

    public void Add(SeriesRow row) => _rows[row.SeriesId] = row;

    public int Reads(string id) => _reads.GetValueOrDefault(id);

    public Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        _reads.AddOrUpdate(id, 1, (_, reads) => reads + 1);
        return Task.FromResult(_rows.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
