using System.Buffers.Text;

namespace Anomaly.Grains.Decoding.Timestamps;

/// <summary>
/// Numbers as times since 1970-01-01 UTC, in seconds, milliseconds, microseconds or nanoseconds, told apart by size: below 10^11
/// seconds, below 10^14 milliseconds, below 10^17 microseconds, else nanoseconds. Within <see cref="TimestampRange"/> (3.2×10^8 to
/// 4.1×10^9 seconds) no two units meet. A finer time is cut, not rounded, to milliseconds.
/// </summary>
internal static class EpochTime
{
    private const long SecondsBelow = 100_000_000_000;
    private const long MillisecondsBelow = 100_000_000_000_000;
    private const long MicrosecondsBelow = 100_000_000_000_000_000;

    /// <summary>The time of a whole number, in Unix milliseconds.</summary>
    public static long ToUnixMs(long number) => number switch
    {
        < -SecondsBelow => long.MinValue,
        < SecondsBelow => number * 1000,
        < MillisecondsBelow => number,
        < MicrosecondsBelow => number / 1000,
        _ => number / 1_000_000,
    };

    /// <summary>Reads a number, whole or not.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMs)
    {
        if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
        {
            unixMs = ToUnixMs(whole);
            return true;
        }
        unixMs = 0;
        // Decimal, because 1700000000.123 as a double is a little less than that.
        if (!Utf8Parser.TryParse(text, out decimal number, out used) || used != text.Length || decimal.Abs(number) > long.MaxValue)
            return false;
        unixMs = number < SecondsBelow && number > -SecondsBelow ? (long)decimal.Floor(number * 1000) : ToUnixMs((long)decimal.Floor(number));
        return true;
    }
}
