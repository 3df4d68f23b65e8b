using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

public sealed partial class AnomalyTableRow
{
    private const int LongestReason = 400;

    private bool _open;
    private AnomalyRow? _drawn;

    [Parameter, EditorRequired] public AnomalyRow Row { get; set; } = null!;

    private AnomalyRecord Record => Row.Record;

    private string DetailsId => $"details-{Record.Id:N}";

    private string RowClass =>
        "anomaly" + (Row.Fresh ? " fresh" : "") + (Row.Durable ? "" : " provisional") + (_open ? " open" : "");

    /// <summary>Most rows of a batch are as they were: they are neither drawn nor sent again.</summary>
    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(_drawn, Row);
        _drawn = Row;
        return changed;
    }

    private void Toggle()
    {
        _open = !_open;
        _drawn = null;
    }
}
