using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>A series' row of the map.</summary>
public sealed partial class HeatTableRow
{
    private (HeatRow Row, bool Stop)? _shown;

    [Parameter, EditorRequired] public HeatRow Row { get; set; } = null!;

    /// <summary>Whether the tab key stops at the last square of this row.</summary>
    [Parameter] public bool Stop { get; set; }

    private int LastFilled
    {
        get
        {
            var last = Row.Cells.Count - 1;
            while (last > 0 && Row.Cells[last].Count == 0)
                last--;

            return last;
        }
    }

    protected override bool ShouldRender() => _shown is not { } shown || !ReferenceEquals(shown.Row, Row) || shown.Stop != Stop;

    protected override void OnAfterRender(bool firstRender) => _shown = (Row, Stop);
}
