using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>The incident's times, methods and labels.</summary>
public sealed partial class IncidentFacts
{
    /// <summary>The incident.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;
}
