using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>What the incident is, at a glance.</summary>
public sealed partial class IncidentHead
{
    private const int LongestTitle = 300, LongestAuthor = 60;

    /// <summary>The incident.</summary>
    [Parameter, EditorRequired] public Incident Incident { get; set; } = null!;
}
