namespace Anomaly.Notifications.Silences;

/// <summary>Where a silence is in its life. On the wire: <c>pending</c>, <c>active</c>, <c>expired</c>.</summary>
public enum SilenceState
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It has begun and not ended.</summary>
    Active,

    /// <summary>It has ended.</summary>
    Expired,
}
