namespace Anomaly.Notifications.Messages;

/// <summary>Whether an incident, or a group of them, goes on. On the wire: <c>firing</c>, <c>resolved</c>.</summary>
public enum NotificationStatus
{
    /// <summary>It goes on.</summary>
    Firing = 0,

    /// <summary>It is over; of a group: all of it is.</summary>
    Resolved = 1,
}
