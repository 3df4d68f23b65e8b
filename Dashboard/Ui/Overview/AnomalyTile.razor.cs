using Anomaly.Dashboard.Overview;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>The anomalies of the last hour by severity and by method; each figure leads to its anomalies.</summary>
public sealed partial class AnomalyTile
{
    private AnomalySums? _shown;

    /// <summary>Null where nothing is known yet.</summary>
    [Parameter, EditorRequired] public AnomalySums? Sums { get; set; }

    private (AnomalySeverity Severity, long Count)[] Severities =>
        [(AnomalySeverity.Critical, Sums!.Critical), (AnomalySeverity.Warning, Sums.Warning), (AnomalySeverity.Info, Sums.Info)];

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Sums);

    protected override void OnAfterRender(bool firstRender) => _shown = Sums;
}
