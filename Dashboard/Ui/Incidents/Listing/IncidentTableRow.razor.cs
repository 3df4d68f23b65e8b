using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>One incident of the table.</summary>
public sealed partial class IncidentTableRow
{
    private const int LongestTitle = 160, LongestReason = 300, LongestAuthor = 60;

    private IncidentRow? _drawn;

    [Parameter, EditorRequired] public IncidentRow Row { get; set; } = null!;

    private Incident Incident => Row.Incident;

    private string RowClass => $"incident {(Incident.Status == IncidentStatus.Firing ? "firing" : "over")}" + (Row.Fresh ? " fresh" : "");

    private string Title => IncidentText.Title(Incident);

    /// <summary>Its series, where the title does not say it.</summary>
    private string? Series => IncidentText.Series(Incident) is var series && series == Title ? null : series;

    /// <summary>Most rows are as they were: they are neither drawn nor sent again.</summary>
    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(_drawn, Row);
        _drawn = Row;
        return changed;
    }
}
