using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>Incidents as a table; every row a card on narrow screens.</summary>
public sealed partial class IncidentTable
{
    /// <summary>The rows, in their order.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<IncidentRow> Rows { get; set; } = [];
}
