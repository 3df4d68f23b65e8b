using System.Net;
using Anomaly.Notifications.Channels;

namespace Anomaly.Notifications.Delivery;

/// <summary>What an HTTP answer means.</summary>
internal static class HttpOutcome
{
    /// <summary>2xx: delivered. 410: gone. 408, 425, 429, 5xx: later. Anything else, redirects among it: never.</summary>
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
            (int)HttpStatusCode.RequestTimeout or 425 or (int)HttpStatusCode.TooManyRequests or >= 500 => new(DeliveryResult.Retry, status, answered, RetryAfter(response, now)),
            _ => DeliveryOutcome.Refused(answered, status),
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
