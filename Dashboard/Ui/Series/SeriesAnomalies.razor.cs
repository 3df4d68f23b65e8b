using Anomaly.Dashboard.Ui.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>The latest anomalies of a series.</summary>
public sealed partial class SeriesAnomalies
{
    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRow> Rows { get; set; } = [];
}
