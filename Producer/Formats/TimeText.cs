using System.Globalization;
using System.Text;

namespace Anomaly.Producer.Formats;

/// <summary>Times as text.</summary>
internal static class TimeText
{
    /// <summary>RFC 3339 in UTC; the fraction of a second only as far as there is one.</summary>
    public static string Rfc3339(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[40];
        return Encoding.ASCII.GetString(text[..WriteRfc3339(text, time)]);
    }

    public static int WriteRfc3339(Span<byte> to, DateTimeOffset time)
    {
        // F leaves out trailing zeros, and the dot before them.
        time.UtcDateTime.TryFormat(to, out var written, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        return written;
    }

    public static int WriteNanoseconds(Span<byte> to, DateTimeOffset time)
    {
        // 100 ns a tick; the sum leaves 64 bits only in the year 2262, long before DateTimeOffset ends.
        var nanoseconds = (Int128)(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
        nanoseconds.TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }
}
