namespace Anomaly.Grains.Decoding.Timestamps;

/// <summary>
/// Times such as <c>2026-11-22T10:00:00.123456789+01:00</c> (RFC 3339, section 5.6). The offset must be there, a fraction has one to
/// nine digits and is cut to milliseconds, a leap second is the second after it.
/// </summary>
internal static class Rfc3339
{
    private const int SecondsEnd = 19; // of yyyy-MM-ddTHH:mm:ss

    /// <summary>Reads a time as Unix milliseconds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = 0;
        if (text.Length <= SecondsEnd
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':')
            return false;

        var wrong = 0u;
        var year = Two(text, 0, ref wrong) * 100 + Two(text, 2, ref wrong);
        var month = Two(text, 5, ref wrong);
        var day = Two(text, 8, ref wrong);
        var hour = Two(text, 11, ref wrong);
        var minute = Two(text, 14, ref wrong);
        var second = Two(text, 17, ref wrong);
        if (wrong != 0 || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return false;

        if (!TryParseFraction(text[SecondsEnd..], out var milliseconds, out var rest) || !TryParseOffset(rest, out var offsetMinutes))
            return false;

        var days = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
        var seconds = (days * 24 + hour) * 3600 + (minute - offsetMinutes) * 60 + second;
        // Leap seconds are inserted before midnight UTC and nowhere else.
        if (second == 60 && seconds % 86_400 != 0)
            return false;
        unixMs = seconds * 1000 + milliseconds;
        return true;
    }

    private static bool TryParseFraction(ReadOnlySpan<byte> text, out int milliseconds, out ReadOnlySpan<byte> rest)
    {
        milliseconds = 0;
        rest = text;
        if (text[0] != '.')
            return true;
        var digits = 0;
        for (var i = 1; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, digits++)
        {
            if (digits < 3)
                milliseconds = milliseconds * 10 + (text[i] - '0');
        }
        for (var i = digits; i < 3; i++)
            milliseconds *= 10;
        rest = text[(digits + 1)..];
        return digits is >= 1 and <= 9;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
            return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
            return false;
        var wrong = 0u;
        var hour = Two(text, 1, ref wrong);
        var minute = Two(text, 4, ref wrong);
        minutes = (hour * 60 + minute) * (text[0] == '-' ? -1 : 1);
        return wrong == 0 && hour <= 23 && minute <= 59;
    }

    private static int Two(ReadOnlySpan<byte> text, int at, ref uint wrong)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        wrong |= (tens > 9 ? 1u : 0u) | (ones > 9 ? 1u : 0u);
        return (int)(tens * 10 + ones);
    }
}
