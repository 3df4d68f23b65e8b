using System.Text;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The list of series in memory.</summary>
internal sealed class MemorySeriesCatalog : ISeriesCatalog
{
    private readonly Lock _lock = new();
    private readonly List<SeriesInfo> _series = [];

    public bool Away { get; set; }

    public void Add(params IEnumerable<SeriesInfo> series)
    {
        lock (_lock)
            _series.AddRange(series);
    }

    public Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
        {
            var found = _series
                .Where(info => (query.Match is null || Texts(info).Any(text => text.Contains(query.Match, StringComparison.OrdinalIgnoreCase)))
                    && (query.State is null || info.State == query.State)
                    && (query.After is null || Compare(info.Id, query.After) > 0))
                .Order(Comparer<SeriesInfo>.Create((one, other) => Compare(one.Id, other.Id)))
                .Take(query.Limit)
                .ToArray();
            return Task.FromResult<IReadOnlyList<SeriesInfo>>(found);
        }
    }

    public Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
            return Task.FromResult(_series.Find(info => info.Id == id));
    }

    public Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken) => Task.FromResult<SeriesRow?>(null);

    public Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SeriesInfo>>([]);

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
            return Task.FromResult((long)_series.Count);
    }

    private void Refuse()
    {
        if (Away)
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
    }

    private static IEnumerable<string> Texts(SeriesInfo info) => [info.Id, .. info.Labels.Keys, .. info.Labels.Values];

    private static int Compare(string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));
}
