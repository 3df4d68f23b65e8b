namespace Anomaly.Notifications.Channels;

/// <summary>What became of an attempt to deliver. On the wire: <c>delivered</c>, <c>retry</c>, <c>refused</c>, <c>gone</c>.</summary>
public enum DeliveryResult
{
    /// <summary>The receiver took it.</summary>
    Delivered = 0,

    /// <summary>It may be taken later: no answer, a busy or broken receiver.</summary>
    Retry = 1,

    /// <summary>It will never be taken as things are: somebody has to change the channel or the receiver.</summary>
    Refused = 2,

    /// <summary>The receiver wants no more messages, ever (HTTP 410): the channel is to be disabled.</summary>
    Gone = 3,
}
