namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>The sections of the notification pages.</summary>
public enum NotificationSection
{
    /// <summary>Where messages go.</summary>
    Channels,

    /// <summary>Which incidents go to which channel.</summary>
    Routes,

    /// <summary>What is not told.</summary>
    Silences,

    /// <summary>What became of the messages.</summary>
    Deliveries,
}
