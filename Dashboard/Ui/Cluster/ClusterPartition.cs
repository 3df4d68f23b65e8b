using Anomaly.Grains.Interfaces.Cluster;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>A partition and the silo that speaks of it.</summary>
public sealed record ClusterPartition(PartitionReport Report, SiloStatus Silo)
{
    /// <summary>Each partition once, by number. Where two silos speak of it (it moves, or one is gone), the owner's word stands.</summary>
    public static IReadOnlyList<ClusterPartition> Of(ClusterStatus status) =>
    [
        .. status.Silos
            .SelectMany(silo => silo.Report.Partitions.Select(report => new ClusterPartition(report, silo)))
            .GroupBy(partition => partition.Report.Partition)
            .Select(group => group
                .OrderByDescending(partition => partition.Silo.Heard)
                .ThenByDescending(partition => partition.Report.Owned)
                .ThenByDescending(partition => partition.Report.OwnerEpoch)
                .First())
            .OrderBy(partition => partition.Report.Partition),
    ];
}
