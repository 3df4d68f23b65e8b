using Anomaly.Dashboard.Api.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The head of a column by which the rows can be ordered.</summary>
public sealed partial class SortHeader
{
    /// <summary>The column's name.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>The order that the rows have.</summary>
    [Parameter, EditorRequired] public AnomalyOrder Order { get; set; }

    /// <summary>The order that rises in this column.</summary>
    [Parameter, EditorRequired] public AnomalyOrder Up { get; set; }

    /// <summary>The order that falls in this column.</summary>
    [Parameter, EditorRequired] public AnomalyOrder Down { get; set; }

    /// <summary>Which of the two comes first.</summary>
    [Parameter, EditorRequired] public AnomalyOrder First { get; set; }

    /// <summary>An order was chosen.</summary>
    [Parameter] public EventCallback<AnomalyOrder> OnChosen { get; set; }

    private string? Sorted => !OnChosen.HasDelegate ? null : Order == Up ? "ascending" : Order == Down ? "descending" : "none";

    private string Mark => Order == Up ? "↑" : Order == Down ? "↓" : "";

    private Task ChooseAsync()
    {
        var other = First == Up ? Down : Up;
        return OnChosen.InvokeAsync(Order == First ? other : First);
    }
}
