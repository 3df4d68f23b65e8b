using System.Security.Cryptography;
using System.Text;

namespace Anomaly.Notifications.Outbox;

/// <summary>Keys of routes and groups as the database takes them: an index holds no long text, and text holds no NUL and no half of a surrogate pair.</summary>
internal static class KeyText
{
    private const int MaxLength = 400;
    private const int Kept = 200;

    /// <summary>The key itself where it can be stored; else its start and a hash.</summary>
    public static string Of(string key)
    {
        if (key.Length <= MaxLength && !key.Any(letter => letter == '\0' || char.IsSurrogate(letter)))
            return key;

        var start = string.Concat(key.Take(Kept).Where(letter => letter != '\0' && !char.IsSurrogate(letter)));
        return $"{start}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(key)))}";
    }
}
