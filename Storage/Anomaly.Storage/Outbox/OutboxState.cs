namespace Anomaly.Storage.Outbox;

/// <summary>Where a message is. In the table and on the wire: the words in lower case.</summary>
public enum OutboxState
{
    /// <summary>It is still to be delivered.</summary>
    Waiting = 0,

    /// <summary>The receiver took it.</summary>
    Delivered = 1,

    /// <summary>It was given up.</summary>
    Failed = 2,

    /// <summary>Its channel is gone or disabled.</summary>
    Cancelled = 3,
}
