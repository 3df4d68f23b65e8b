using System.Security.Cryptography;
using System.Text;

namespace Anomaly.Notifications.Channels.Webhook;

/// <summary>A key of Standard Webhooks 1.0: <c>whsec_</c> and the base64 of 24 to 64 random bytes; it signs by HMAC-SHA256.</summary>
internal sealed class SigningKey
{
    /// <summary>What a key must be.</summary>
    public const string Must = "whsec_ and the base64 of 24 to 64 random bytes";

    private const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    private readonly byte[] _key;

    private SigningKey(byte[] key) => _key = key;

    /// <summary>Reads a key; null where it is none.</summary>
    public static SigningKey? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length) && length is >= MinBytes and <= MaxBytes ? new(bytes[..length]) : null;
    }

    /// <summary>The signature of a message: <c>v1,</c> and base64.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
