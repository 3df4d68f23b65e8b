using Anomaly.Dashboard.Ui.Charts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>A panel with its chart.</summary>
public sealed partial class DecisionChart
{
    private Chart _chart = null!;

    /// <summary>What is drawn; read once.</summary>
    [Parameter, EditorRequired] public DecisionPanel Panel { get; set; } = null!;

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? _chart.SetAsync(Panel.Rows) : Task.CompletedTask;
}
