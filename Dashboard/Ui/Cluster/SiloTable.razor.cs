using Microsoft.AspNetCore.Components;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>The silos.</summary>
public sealed partial class SiloTable
{
    [Parameter, EditorRequired] public IReadOnlyList<SiloStatus> Silos { get; set; } = [];
}
