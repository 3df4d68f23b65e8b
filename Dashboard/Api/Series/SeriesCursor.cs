using System.Buffers.Text;
using System.Text;

namespace Anomaly.Dashboard.Api.Series;

/// <summary>A place in the list of series as text: the last id, in base64url.</summary>
internal static class SeriesCursor
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Of(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

    public static string? Parse(string text)
    {
        try
        {
            var id = Strict.GetString(Base64Url.DecodeFromChars(text));
            return id.Contains('\0', StringComparison.Ordinal) ? null : id;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
