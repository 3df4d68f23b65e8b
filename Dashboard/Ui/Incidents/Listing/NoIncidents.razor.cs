using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>What stands where there is no row.</summary>
public sealed partial class NoIncidents
{
    /// <summary>What was asked for.</summary>
    [Parameter, EditorRequired] public IncidentView View { get; set; } = null!;
}
