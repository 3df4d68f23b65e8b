using System.Globalization;

namespace Anomaly.Producer.Replay;

/// <summary>
/// Reads the times that recordings have: ISO 8601 with a blank or a T (without a zone it is UTC), RFC 3339, or a number since
/// 1970 in seconds, milliseconds, microseconds or nanoseconds, told apart by size.
/// </summary>
internal static class TimestampText
{
    private static readonly double MaxSeconds = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalSeconds;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        return text.Length >= 10 && text[4] == '-' && text[7] == '-' ? TryParseIso(text, out time) : TryParseNumber(text, out time);
    }

    private static bool TryParseIso(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length > 10 && text[10] is not (' ' or 'T' or 't'))
            return false;

        // The shape is fixed by now but for seconds, fraction and zone, which the framework reads; it would
        // also take a time without minutes or a date with a name in it.
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not ('-' or ':' or '.' or '+' or ' ' or 'T' or 't' or 'Z' or 'z'))
                return false;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;

        // A whole number keeps every digit; a double would round nanoseconds to quarters of a microsecond.
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            var ticks = Math.Abs((double)whole) switch
            {
                < 1e11 => (Int128)whole * TimeSpan.TicksPerSecond,
                < 1e14 => (Int128)whole * TimeSpan.TicksPerMillisecond,
                < 1e17 => (Int128)whole * TimeSpan.TicksPerMicrosecond,
                _ => (Int128)whole / TimeSpan.NanosecondsPerTick,
            };
            return TryFromEpoch(ticks, out time);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) <= MaxSeconds
            && Math.Abs(seconds) < 1e11
            && TryFromEpoch((Int128)Math.Round(seconds * TimeSpan.TicksPerSecond), out time);
    }

    private static bool TryFromEpoch(Int128 ticks, out DateTimeOffset time)
    {
        var utc = ticks + DateTimeOffset.UnixEpoch.UtcTicks;
        var fits = utc >= 0 && utc <= DateTimeOffset.MaxValue.UtcTicks;
        time = fits ? new DateTimeOffset((long)utc, TimeSpan.Zero) : default;
        return fits;
    }
}
