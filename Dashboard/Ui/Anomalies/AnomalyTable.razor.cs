using Anomaly.Dashboard.Api.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>Anomalies as a table; every row a card on narrow screens.</summary>
public sealed partial class AnomalyTable
{
    /// <summary>The rows, in their order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRow> Rows { get; set; } = [];

    /// <summary>What the table shows, in words.</summary>
    [Parameter] public string Label { get; set; } = "Anomalies, newest first";

    /// <summary>The order that the rows have.</summary>
    [Parameter] public AnomalyOrder Order { get; set; }

    /// <summary>Another order was chosen; without a listener there is no choice.</summary>
    [Parameter] public EventCallback<AnomalyOrder> OrderChanged { get; set; }
}
