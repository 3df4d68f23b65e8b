using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>An alarm that settings would raise.</summary>
internal sealed record PreviewedAlarmItem
{
    internal PreviewedAlarmItem(PreviewedAlarm alarm)
    {
        Index = alarm.Index;
        Method = alarm.Method;
        Severity = alarm.Severity;
        Score = Finite.Nearest(alarm.Score);
        Reason = alarm.Reason;
    }

    /// <summary>The index of the point it is about; below 0 where that lies before the points.</summary>
    public int Index { get; }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>How bad it is.</summary>
    public AnomalySeverity Severity { get; }

    /// <summary>The method's own score.</summary>
    public double Score { get; }

    /// <summary>One sentence that says why.</summary>
    public string Reason { get; }
}
