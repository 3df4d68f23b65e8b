using System.Buffers;

namespace Anomaly.Notifications.Channels.Webhook;

/// <summary>Headers that people may set on a webhook's requests.</summary>
internal static class WebhookHeaders
{
    /// <summary>Some tokens are long.</summary>
    public const int MaxSecret = 8000;

    private const int MaxValue = 1000;

    // Those that say how the message is framed or signed, or belong to this service.
    private static readonly string[] Taken =
    [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer", "keep-alive",
        "proxy-authorization", "proxy-connection", "cookie", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature",
    ];

    private static readonly string[] Credentials = ["auth", "key", "token", "secret", "password", "credential"];

    // RFC 9110 5.6.2, token.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What is wrong with a header of the settings, and must be; null where nothing is. Values are not shown.</summary>
    public static string? Flaw(string name, string value) => FlawOfName(name) ?? FlawOfCredential(name) ?? FlawOfValue(value, MaxValue);

    /// <summary>Reads a header that is a secret as a whole, such as <c>X-Api-Key: …</c>.</summary>
    /// <returns>Its name and value, of use only where there is no flaw, and what is wrong.</returns>
    public static (string Name, string Value, string? Flaw) ReadSecret(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = (line[..Math.Max(0, colon)].Trim(), line[(colon + 1)..].Trim());
        return (name, value, FlawOfName(name) ?? FlawOfValue(value, MaxSecret));
    }

    /// <summary>What is wrong with a value, and must be; null where nothing is.</summary>
    public static string? FlawOfValue(string value, int longest) =>
        value.Length == 0 || value.Length > longest || value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? $"must have 1 to {longest} printable ASCII characters" : null;

    private static string? FlawOfName(string name)
    {
        if (name.Length is 0 or > 100 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            return "is no name of a header; must be letters, digits and -";

        if (Taken.Contains(name, StringComparer.OrdinalIgnoreCase))
            return "is set by this service; must be another header";

        return null;
    }

    private static string? FlawOfCredential(string name) => Credentials.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        ? "looks like a credential, and settings can be read; must be the secret authorization or header"
        : null;
}
