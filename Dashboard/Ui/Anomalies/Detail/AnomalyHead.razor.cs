using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>What the anomaly is, at a glance.</summary>
public sealed partial class AnomalyHead
{
    /// <summary>The anomaly.</summary>
    [Parameter, EditorRequired] public AnomalyRecord Record { get; set; } = null!;
}
