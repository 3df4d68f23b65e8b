using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>The way to the previous or next anomaly.</summary>
public sealed partial class NeighbourStep
{
    /// <summary>Which one it is.</summary>
    [Parameter, EditorRequired] public string Words { get; set; } = "";

    /// <summary>The anomaly; null for none.</summary>
    [Parameter, EditorRequired] public AnomalyRecord? Record { get; set; }
}
