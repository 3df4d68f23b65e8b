using System.Globalization;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Detail;

/// <summary>When the incident's anomalies were.</summary>
public sealed partial class IncidentTimeline
{
    private TimelinePicture _picture = null!;
    private IReadOnlyList<AnomalyRecord>? _drawn;

    /// <summary>The anomalies; at least one.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<AnomalyRecord> Records { get; set; } = [];

    /// <summary>Whether these are all that the incident has.</summary>
    [Parameter] public bool All { get; set; }

    private string Words =>
        $"{IncidentText.Counted(Records.Count, "anomaly", "anomalies")} over {IncidentText.Length(Records.Max(record => record.Timestamp) - Records.Min(record => record.Timestamp))}: "
        + $"{Count(AnomalySeverity.Critical)} critical, {Count(AnomalySeverity.Warning)} warning, {Count(AnomalySeverity.Info)} info";

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Records))
            return;

        _drawn = Records;
        _picture = TimelinePicture.Of([.. Records.Select(record => (record.Timestamp, record.Severity))]);
    }

    private static string X(int column) => (column + 0.08).ToString("0.##", CultureInfo.InvariantCulture);

    private int Count(AnomalySeverity severity) => Records.Count(record => record.Severity == severity);
}
