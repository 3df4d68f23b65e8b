namespace Anomaly.Notifications.Channels;

/// <summary>What became of an attempt to deliver, and why.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="StatusCode">What the receiver answered: an HTTP status, an SMTP reply code; null where it did not answer.</param>
/// <param name="Detail">One line for people, without secrets; null where there is nothing to say.</param>
/// <param name="RetryAfter">How long the receiver asked to be left alone, where it did.</param>
public sealed record DeliveryOutcome(DeliveryResult Result, int? StatusCode = null, string? Detail = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The receiver took it.</summary>
    /// <param name="statusCode">What it answered.</param>
    /// <param name="detail">What there is to say.</param>
    /// <returns>The outcome.</returns>
    public static DeliveryOutcome Delivered(int? statusCode = null, string? detail = null) => new(DeliveryResult.Delivered, statusCode, detail);

    /// <summary>It may be taken later.</summary>
    /// <param name="detail">Why it was not taken now.</param>
    /// <param name="statusCode">What the receiver answered.</param>
    /// <returns>The outcome.</returns>
    public static DeliveryOutcome Retry(string detail, int? statusCode = null) => new(DeliveryResult.Retry, statusCode, detail);

    /// <summary>It will never be taken as things are.</summary>
    /// <param name="detail">Why, and what to change.</param>
    /// <param name="statusCode">What the receiver answered.</param>
    /// <returns>The outcome.</returns>
    public static DeliveryOutcome Refused(string detail, int? statusCode = null) => new(DeliveryResult.Refused, statusCode, detail);
}
