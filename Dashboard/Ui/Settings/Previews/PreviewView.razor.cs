using Anomaly.Dashboard.Ui.Charts;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>Shows a comparison.</summary>
public sealed partial class PreviewView
{
    private const int MostRows = 100;

    private Chart? _chart;
    private (Chart Chart, PreviewComparison Comparison)? _drawn;

    [Parameter, EditorRequired] public PreviewComparison Comparison { get; set; } = null!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_chart is null || _drawn == (_chart, Comparison))
            return;

        _drawn = (_chart, Comparison);
        await _chart.SetAsync(Comparison.ToRows());
    }
}
