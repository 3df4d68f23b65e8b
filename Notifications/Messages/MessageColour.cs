using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Messages;

/// <summary>The colour that a message for people has, so that it says its severity at a glance.</summary>
internal static class MessageColour
{
    /// <summary>Green for what is over; else red, orange or blue. As <c>#rrggbb</c>.</summary>
    public static string Of(Notification notification) => notification.Status == NotificationStatus.Resolved
        ? "#2e7d32"
        : notification.Severity() switch
        {
            AnomalySeverity.Critical => "#c62828",
            AnomalySeverity.Warning => "#ef6c00",
            _ => "#1565c0",
        };
}
