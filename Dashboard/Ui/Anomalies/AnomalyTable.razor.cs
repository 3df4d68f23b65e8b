using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

public sealed partial class AnomalyTable
{
    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRow> Rows { get; set; } = [];
}
