using System.Globalization;
using System.Text;

namespace Anomaly.Fuzz.Tests.Generation;

/// <summary>Values that programs are known to stumble over.</summary>
internal static class Nasty
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "1e308", "-1e309", "1e999", "1e-999", "0.1e+1", "00", "1.", ".5", "+1", "0x10", "NaN", "Infinity", "-Infinity", "nan", "1_000",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "4503599627370497.5", "1700000000", "1700000000000", "1700000000000000000",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "a", "web-1.cpu", "\0", "a\0b", "\u0001", "\u007f", "\u0085", "\ud800", "\udc00\ud800", "\uFEFF", "\uFFFF", "🙂", "é", "e\u0301", "ﷺ", "\u202Eabc", "null", "true", "@group{a}", "@group{",
        "../../etc/passwd", "%00", "%2F", "%", "%zz", "' or 1=1--", "<script>", "{{7*7}}", "${jndi:x}", "a,b=c d", "\\", "\"", "\r\nX: y", "(a+)+$", "[", "*", "?", "..", "2026-11-22T10:00:00Z",
        "2026-02-30T25:61:61Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "-00:00:01", "99999999999.00:00:00", "1h30m", "5m", "Europe/Berlin", "Not/AZone",
    ];

    /// <summary>A number as text, or what looks like one.</summary>
    public static string Number(Dice dice) => dice.OneIn(8)
        ? new string('9', 1 + dice.Below(400))
        : dice.OneIn(3) ? (BitConverter.UInt64BitsToDouble(dice.Next()) is var real && double.IsFinite(real) ? real : 0).ToString("R", CultureInfo.InvariantCulture) : dice.Pick(Numbers);

    /// <summary>A text.</summary>
    public static string Text(Dice dice) => dice.Below(12) switch
    {
        0 => new string((char)('a' + dice.Below(26)), dice.Pick(100, 1023, 1024, 1025, 5000)),
        1 => string.Concat(Enumerable.Range(0, 1 + dice.Below(8)).Select(_ => (char)dice.Below(0x10000))),
        2 => Number(dice),
        _ => dice.Pick(Texts),
    };

    /// <summary>A text as JSON, mostly escaped as it should be.</summary>
    public static string Quoted(Dice dice) => dice.OneIn(20) ? $"\"{Text(dice)}\"" : $"\"{Escape(dice, Text(dice))}\"";

    private static string Escape(Dice dice, string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            escaped.Append(letter is '"' or '\\' or < ' ' || char.IsSurrogate(letter) || dice.OneIn(50) ? $"\\u{(int)letter:x4}" : letter.ToString());
        }

        return escaped.ToString();
    }
}
