using Anomaly.Dashboard.Ui.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>The newest anomalies.</summary>
public sealed partial class LatestList
{
    private IReadOnlyList<AnomalyRow>? _shown;
    private HashSet<Guid> _first = [];

    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRow> Rows { get; set; } = [];

    // Whoever opens the page sees those that are there as they are; only later ones arrive.
    protected override void OnInitialized() => _first = [.. Rows.Select(row => row.Record.Id)];

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Rows);

    protected override void OnAfterRender(bool firstRender) => _shown = Rows;
}
