using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>The most anomalous series over time: the darker a square, the more anomalies.</summary>
public sealed partial class HeatTable
{
    private HeatMap? _shown;

    [Parameter, EditorRequired] public HeatMap Map { get; set; } = null!;

    /// <summary>The range in words.</summary>
    [Parameter, EditorRequired] public string Words { get; set; } = "";

    [Parameter, EditorRequired] public DateTimeOffset From { get; set; }

    [Parameter, EditorRequired] public DateTimeOffset To { get; set; }

    private int Columns => Map.Rows.Count == 0 ? 0 : Map.Rows[0].Cells.Count;

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Map);

    protected override void OnAfterRender(bool firstRender) => _shown = Map;
}
