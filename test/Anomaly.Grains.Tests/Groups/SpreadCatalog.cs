using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Tests.Groups;

/// <summary>Series of one label value in several partitions.</summary>
internal sealed class SpreadCatalog(params (string Id, string Host, int Partition)[] series) : ISeriesCatalog
{
    public int Asked { get; private set; }

    public Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult<IReadOnlyList<SeriesInfo>>(label != "host" ? [] :
        [
            .. series.Select(each => new SeriesInfo
            {
                Id = each.Id,
                Labels = new Dictionary<string, string> { ["host"] = each.Host },
                State = SeriesState.Active,
                WarmUp = new WarmUp(20, 20),
                FirstSeen = DateTimeOffset.UnixEpoch,
                LastSeen = DateTimeOffset.UnixEpoch,
                LastValue = 1,
                Partition = each.Partition,
                Offset = 0,
            }),
        ]);
    }

    public Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
