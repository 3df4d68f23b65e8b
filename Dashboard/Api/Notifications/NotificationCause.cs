namespace Anomaly.Dashboard.Api.Notifications;

/// <summary>Why a message is sent.</summary>
internal enum NotificationCause
{
    /// <summary>The group's first message: something began.</summary>
    Trigger,

    /// <summary>The group changed, or it goes on and is told again.</summary>
    Update,

    /// <summary>Somebody takes care of it.</summary>
    Acknowledge,

    /// <summary>It is over.</summary>
    Resolve,
}
