using Anomaly.Dashboard.Ui.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>The newest anomalies.</summary>
public sealed partial class LatestList
{
    private IReadOnlyList<AnomalyRow>? _shown;

    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRow> Rows { get; set; } = [];

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Rows);

    protected override void OnAfterRender(bool firstRender) => _shown = Rows;
}
