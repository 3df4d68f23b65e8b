using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Cluster;
using Anomaly.Grains.Interfaces.Cluster;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Tests.Cluster;

public sealed class ClusterPartitionTests
{
    [Fact]
    public void Of_PartitionsOfSeveralSilos_AreInOrder() => Assert.Equal(
        [(0, "b"), (2, "a"), (10, "a")],
        Shown(Clusters.Silo("a", partitions: [Clusters.Partition(10), Clusters.Partition(2)]), Clusters.Silo("b", partitions: [Clusters.Partition(0)])));

    [Fact]
    public void Of_PartitionThatMoves_IsItsOwners() => Assert.Equal(
        [(1, "b")],
        Shown(Clusters.Silo("a", partitions: [Clusters.Partition(1, owned: false)]), Clusters.Silo("b", partitions: [Clusters.Partition(1)])));

    [Fact]
    public void Of_PartitionOfASilentSilo_IsWhoSpeaks() => Assert.Equal(
        [(1, "b")],
        Shown(Clusters.Silo("a", heard: false, partitions: [Clusters.Partition(1, epoch: 9)]), Clusters.Silo("b", partitions: [Clusters.Partition(1, owned: false)])));

    private static IEnumerable<(int, string)> Shown(params SiloStatus[] silos) =>
        ClusterPartition.Of(new ClusterStatus(Samples.Noon, silos)).Select(partition => (partition.Report.Partition, partition.Silo.Report.Name));
}
