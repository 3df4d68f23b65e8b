using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>What stands where there is no row.</summary>
public sealed partial class NoAnomalies
{
    /// <summary>What was asked for.</summary>
    [Parameter, EditorRequired] public AnomalyView View { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;
}
