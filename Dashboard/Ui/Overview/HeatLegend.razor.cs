using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>What the squares of the map mean.</summary>
public sealed partial class HeatLegend
{
    private HeatScale? _shown;

    [Parameter, EditorRequired] public HeatScale Scale { get; set; }

    protected override bool ShouldRender() => _shown != Scale;

    protected override void OnAfterRender(bool firstRender) => _shown = Scale;

    private string Title(int level) => $"{OverviewText.Number(Scale.Least(level))} or more";
}
