using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies;

public sealed partial class SeverityMark
{
    [Parameter, EditorRequired] public AnomalySeverity Severity { get; set; }

    private string Name => WireNames<AnomalySeverity>.Of(Severity);
}
