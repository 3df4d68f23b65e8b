using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>Where the settings of a series come from.</summary>
public sealed partial class RuleMark
{
    [Parameter, EditorRequired] public ResolvedSettings? Rule { get; set; }
}
