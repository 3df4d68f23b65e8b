using System.Buffers;

namespace Anomaly.Notifications.Channels.Webhook;

/// <summary>Headers that people may set on a webhook's requests.</summary>
internal static class WebhookHeaders
{
    // Those that say how the message is framed or signed, or belong to this service.
    private static readonly string[] Taken =
    [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer", "keep-alive",
        "proxy-authorization", "proxy-connection", "cookie", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature",
    ];

    // RFC 9110 5.6.2, token.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What is wrong with a header, and must be; null where nothing is. Values are not shown.</summary>
    public static string? Flaw(string name, string value)
    {
        if (name.Length is 0 or > 100 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            return "is no name of a header; must be letters, digits and -";

        if (name.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            return "must be the secret authorization, for settings can be read";

        if (Taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            return "is set by this service; must be another header";

        return value.Length is 0 or > 1000 || value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "must have 1 to 1000 printable ASCII characters" : null;
    }
}
