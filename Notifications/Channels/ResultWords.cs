namespace Anomaly.Notifications.Channels;

/// <summary>Results as people read them.</summary>
internal static class ResultWords
{
    public static string Of(DeliveryResult result) => result switch
    {
        DeliveryResult.Delivered => "delivered",
        DeliveryResult.Retry => "retry",
        DeliveryResult.Refused => "refused",
        DeliveryResult.Gone => "gone",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };
}
