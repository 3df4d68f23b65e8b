using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>The partitions and who reads them.</summary>
public sealed partial class PartitionTable
{
    [Parameter, EditorRequired] public IReadOnlyList<ClusterPartition> Partitions { get; set; } = [];
}
