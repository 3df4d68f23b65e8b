using System.Net;
using Anomaly.Notifications.Channels;

namespace Anomaly.Notifications.Delivery;

/// <summary>What an HTTP answer means.</summary>
internal static class HttpOutcome
{
    /// <summary>About the request itself: the same request never becomes right.</summary>
    private static readonly int[] Never = [400, 405, 406, 411, 413, 414, 415, 422, 431];

    /// <summary>2xx: delivered. 410: gone. 3xx, and what says that the request is wrong: never. All else, as 404 of a receiver that is just replaced: later.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="field">Which field has the address.</param>
    /// <param name="body">The start of the answer's body.</param>
    /// <param name="now">For a Retry-After that is a date.</param>
    public static DeliveryOutcome Of(HttpResponseMessage response, string field, string body, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var answered = $"answered {status}{(body.Length > 0 ? $": {body}" : "")}";
        return status switch
        {
            >= 200 and < 300 => DeliveryOutcome.Delivered(status),
            >= 300 and < 400 => DeliveryOutcome.Refused($"answered {status}{Target(response)}; redirects are not followed, {field} must be the final address", status),
            (int)HttpStatusCode.Gone => new(DeliveryResult.Gone, status, answered),
            _ when Never.Contains(status) => DeliveryOutcome.Refused(answered, status),
            _ => new(DeliveryResult.Retry, status, answered, RetryAfter(response, now)),
        };
    }

    // Scheme and host only: the path of an address can be a secret.
    private static string Target(HttpResponseMessage response) =>
        response.Headers.Location is { IsAbsoluteUri: true } target ? $" with a redirect to {target.GetLeftPart(UriPartial.Authority)}" : "";

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        var after = asked?.Delta ?? (asked?.Date is { } date ? date - now : null);
        return after < TimeSpan.Zero ? TimeSpan.Zero : after;
    }
}
