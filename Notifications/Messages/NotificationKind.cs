namespace Anomaly.Notifications.Messages;

/// <summary>Why a message is sent. On the wire: <c>trigger</c>, <c>update</c>, <c>acknowledge</c>, <c>resolve</c>, <c>test</c>.</summary>
public enum NotificationKind
{
    /// <summary>The group's first message: something began.</summary>
    Trigger = 0,

    /// <summary>The group changed, or it goes on and is told again.</summary>
    Update = 1,

    /// <summary>Somebody takes care of it.</summary>
    Acknowledge = 2,

    /// <summary>It is over.</summary>
    Resolve = 3,

    /// <summary>Somebody tries the channel; nothing happened.</summary>
    Test = 4,
}
