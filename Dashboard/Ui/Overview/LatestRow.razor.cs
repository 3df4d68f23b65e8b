using Anomaly.Dashboard.Ui.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>One of the newest anomalies.</summary>
public sealed partial class LatestRow
{
    private AnomalyRow? _shown;

    [Parameter, EditorRequired] public AnomalyRow Row { get; set; } = null!;

    /// <summary>Whether it came while the reader looked.</summary>
    [Parameter] public bool Arrives { get; set; }

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Row);

    protected override void OnAfterRender(bool firstRender) => _shown = Row;
}
