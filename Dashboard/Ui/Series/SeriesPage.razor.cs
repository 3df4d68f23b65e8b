using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>All series, or the one that the address names.</summary>
public sealed partial class SeriesPage
{
    [SupplyParameterFromQuery(Name = "id")] private string? Id { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? Match { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "after")] private string? After { get; set; }
}
