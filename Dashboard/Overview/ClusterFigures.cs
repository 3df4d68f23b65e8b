using Anomaly.Grains.Interfaces.Cluster;

namespace Anomaly.Dashboard.Overview;

/// <summary>The cluster in a few figures. Only silos that are heard count, but for their number.</summary>
/// <param name="SamplesPerSecond">Samples applied a second.</param>
/// <param name="Partitions">Partitions that they come from.</param>
/// <param name="ActiveSeries">Series that the partitions' owners have met.</param>
/// <param name="Lag">Records that are not applied yet, of all partitions; null where it is not known of any.</param>
/// <param name="WorstLag">The largest lag of a partition.</param>
/// <param name="WorstPartition">That partition.</param>
/// <param name="Ready">Silos that are ready.</param>
/// <param name="Silos">All silos.</param>
public sealed record ClusterFigures(
    double SamplesPerSecond, int Partitions, long ActiveSeries, long? Lag, long WorstLag, int WorstPartition, int Ready, int Silos)
{
    /// <summary>The figures of a status.</summary>
    public static ClusterFigures Of(ClusterStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var heard = status.Silos.Where(silo => silo.Heard).ToArray();
        var partitions = heard.SelectMany(silo => silo.Report.Partitions).ToArray();
        var worst = partitions.Where(partition => partition.Lag is not null).MaxBy(partition => partition.Lag);
        return new ClusterFigures(
            heard.Sum(silo => silo.SamplesPerSecond),
            partitions.Length,
            partitions.Sum(partition => (long)partition.Series),
            worst is null ? null : partitions.Sum(partition => partition.Lag ?? 0),
            worst?.Lag ?? 0,
            worst?.Partition ?? 0,
            heard.Count(silo => silo.Report.Trouble is null),
            status.Silos.Length);
    }
}
