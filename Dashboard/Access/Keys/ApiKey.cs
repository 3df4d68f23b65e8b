using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Anomaly.Dashboard.Access.Keys;

/// <summary>
/// Keys for the API: a prefix that scanners of secrets find, and 256 random bits. They cannot be guessed, so a plain SHA-256 keeps them; a
/// slow hash is for passwords that people choose.
/// </summary>
internal static class ApiKey
{
    public const string Prefix = "anomaly_";

    /// <summary>Its length: 43 characters stand for 32 bytes.</summary>
    public const int Length = 8 + 43;

    private const string HashPrefix = "sha256:";

    /// <summary>Makes a key.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text is meant as a key.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The hash that a key is kept and found by, 64 hexadecimal digits.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A hash as settings have it.</summary>
    public static string Setting(string hash) => HashPrefix + hash;

    /// <summary>Reads a hash as settings have it.</summary>
    /// <returns>Null where it is none.</returns>
    public static string? ReadSetting(string text) =>
        text.StartsWith(HashPrefix, StringComparison.Ordinal) && text[HashPrefix.Length..] is { Length: 64 } hash && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null;
}
