using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Incidents;

/// <summary>Which anomaly of an incident is the worst: the most severe, then the highest score, then the first id, so that it is the same in any order.</summary>
internal static class IncidentPeaks
{
    public static IncidentPeak Of(InboxAnomaly anomaly) => new()
    {
        AnomalyId = anomaly.Id,
        Series = anomaly.Series,
        Timestamp = anomaly.Timestamp,
        Method = anomaly.Method,
        Value = anomaly.Value,
        Expected = anomaly.Expected,
        Lower = anomaly.Lower,
        Upper = anomaly.Upper,
        Score = anomaly.Score,
        Reason = anomaly.Reason,
    };

    /// <param name="anomaly">An anomaly.</param>
    /// <param name="severity">The incident's severity, which is its peak's.</param>
    /// <param name="peak">The incident's peak.</param>
    public static bool Worse(InboxAnomaly anomaly, AnomalySeverity severity, IncidentPeak peak)
    {
        if (anomaly.Severity != severity)
            return anomaly.Severity > severity;
        // NaN compares below all numbers.
        var score = anomaly.Score.CompareTo(peak.Score);
        return score != 0 ? score > 0 : anomaly.Id.CompareTo(peak.AnomalyId) < 0;
    }
}
