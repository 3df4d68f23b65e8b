using System.Buffers.Text;
using System.Text;

namespace Anomaly.Storage.Series;

/// <summary>A place in the list of series as text: the last id, in base64url.</summary>
public static class SeriesCursor
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The place after a series.</summary>
    /// <param name="id">The series' id.</param>
    public static string Of(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

    /// <summary>Reads a place.</summary>
    /// <param name="text">What <see cref="Of"/> wrote.</param>
    /// <returns>The id that the place is after; null where the text is none.</returns>
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
