using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents;

/// <summary>Whether an incident goes on.</summary>
public sealed partial class StatusMark
{
    [Parameter, EditorRequired] public IncidentStatus Status { get; set; }
}
