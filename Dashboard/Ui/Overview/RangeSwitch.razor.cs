using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>Chooses how far back the overview looks.</summary>
public sealed partial class RangeSwitch
{
    [Parameter, EditorRequired] public OverviewRange Current { get; set; } = OverviewRange.Hour;
}
