using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Messages;

/// <summary>What follows from a notification's parts.</summary>
internal static class NotificationExtensions
{
    /// <summary>The incident that a message with room for one is about: a firing one before a resolved one, then the most severe. Null where there is none.</summary>
    public static NotifiedIncident? Lead(this Notification notification) =>
        notification.Incidents.OrderBy(incident => incident.Status).ThenByDescending(incident => incident.Severity).FirstOrDefault();

    /// <summary>The severity of the most severe incident; info where there is none.</summary>
    public static AnomalySeverity Severity(this Notification notification) => notification.Lead()?.Severity ?? AnomalySeverity.Info;

    /// <summary>How many incidents the group has.</summary>
    public static long IncidentCount(this Notification notification) => (long)notification.Incidents.Count + Math.Max(0, notification.Truncated);

    /// <summary>The same message about one of its incidents alone, for channels that take one at a time.</summary>
    public static Notification About(this Notification notification, NotifiedIncident incident) =>
        notification with { Incidents = [incident], Truncated = 0, Status = incident.Status, CommonLabels = incident.Labels };
}
