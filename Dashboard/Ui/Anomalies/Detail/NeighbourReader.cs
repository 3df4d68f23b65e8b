using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>Reads the neighbours of an anomaly, the nearest where there are many.</summary>
internal static class NeighbourReader
{
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(5);
    private const int MostOnASide = 8;

    public static async Task<NeighbourSet> ReadAsync(IAnomalyStore store, AnomalyRecord record, CancellationToken cancellationToken)
    {
        var place = new AnomalyCursor(record.DetectedAt, record.Id);
        var ofSeries = new AnomalyQuery { Series = record.MetricName, After = place, Limit = 1 };
        var near = new AnomalyQuery { After = place, From = record.DetectedAt - Reach, To = record.DetectedAt + Reach, Limit = MostOnASide };

        var previous = await store.QueryAsync(ofSeries, cancellationToken);
        var next = await store.QueryAsync(ofSeries with { OldestFirst = true }, cancellationToken);
        var earlier = await store.QueryAsync(near, cancellationToken);
        var later = await store.QueryAsync(near with { OldestFirst = true }, cancellationToken);
        return new NeighbourSet(previous is [var before] ? before : null, next is [var after] ? after : null, [.. earlier.Reverse(), .. later]);
    }
}
