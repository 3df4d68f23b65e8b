namespace Anomaly.Storage.Notifications;

/// <summary>Where a silence is in its life.</summary>
public enum SilenceStage
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It has begun and not ended.</summary>
    Active,

    /// <summary>It has ended.</summary>
    Expired,
}
