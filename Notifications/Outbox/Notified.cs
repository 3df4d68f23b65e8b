using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Outbox;

/// <summary>Incidents as messages have them.</summary>
internal static class Notified
{
    /// <param name="incident">The incident. It may have changed since it was looked at: what it is told as counts.</param>
    /// <param name="status">What it is told as.</param>
    /// <param name="identity">The labels of its group, where it is alone in it.</param>
    /// <param name="now">The time.</param>
    public static NotifiedIncident Of(Incident incident, NotificationStatus status, IReadOnlyDictionary<string, string>? identity, DateTimeOffset now) => new()
    {
        Id = incident.Id,
        Status = status,
        Severity = incident.Severity,
        Labels = incident.Labels,
        Identity = identity,
        Series = [.. incident.Series.Take(NotifiedIncident.MaxSeries)],
        SeriesCount = incident.SeriesCount,
        Methods = incident.Methods,
        AnomalyCount = incident.AnomalyCount,
        StartedAt = incident.StartedAt,
        LastAnomalyAt = incident.LastAnomalyAt,
        ResolvedAt = status == NotificationStatus.Resolved ? incident.ResolvedAt ?? now : null,
        Acknowledged = incident.Acknowledged is not null,
        AcknowledgedBy = incident.Acknowledged?.Author,
        Peak = new NotifiedAnomaly
        {
            Id = incident.Peak.AnomalyId,
            Series = incident.Peak.Series,
            Timestamp = incident.Peak.Timestamp,
            Value = incident.Peak.Value,
            Expected = incident.Peak.Expected,
            Lower = incident.Peak.Lower,
            Upper = incident.Peak.Upper,
            Score = incident.Peak.Score,
            Method = incident.Peak.Method,
            Reason = incident.Peak.Reason,
        },
    };
}
