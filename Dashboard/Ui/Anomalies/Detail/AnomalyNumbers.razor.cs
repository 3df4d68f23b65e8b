using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>All numbers of an anomaly, where it stands in the log, and its labels.</summary>
public sealed partial class AnomalyNumbers
{
    private const int MostLabels = 40, LongestLabel = 120;

    /// <summary>The anomaly.</summary>
    [Parameter, EditorRequired] public AnomalyRecord Record { get; set; } = null!;

    private (string Name, double? Value)[] Numbers =>
    [
        ("Value", Record.Value),
        ("Expected", Record.Expected),
        ("Lower", Record.Lower),
        ("Upper", Record.Upper),
        ("Threshold", Record.Threshold),
        ("Score", Record.AnomalyScore),
        ("z-score", Record.ZScore),
    ];
}
