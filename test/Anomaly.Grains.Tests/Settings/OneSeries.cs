using Anomaly.Grains.Interfaces.Series;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Series;

namespace Anomaly.Grains.Tests.Settings;

/// <summary>A catalog of one series, with a label.</summary>
internal sealed class OneSeries : ISeriesCatalog
{
    public const string Id = "one";

    public Task<SeriesInfo?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(id != Id ? null : new SeriesInfo
    {
        Id = Id,
        Labels = new Dictionary<string, string> { ["unit"] = "s" },
        State = SeriesState.Active,
        WarmUp = new WarmUp(20, 20),
        FirstSeen = DateTimeOffset.UnixEpoch,
        LastSeen = DateTimeOffset.UnixEpoch,
        LastValue = 1,
        Partition = 0,
        Offset = 0,
    });

    public Task<IReadOnlyList<SeriesInfo>> ListAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SeriesRow?> FindRowAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesInfo>> ListSpreadAsync(string label, string exceptPrefix, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
