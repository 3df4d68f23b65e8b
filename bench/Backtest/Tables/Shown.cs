using System.Globalization;
using System.Text;

namespace Anomaly.Bench.Backtest.Tables;

/// <summary>Values as people read them.</summary>
internal static class Shown
{
    private const int Digits = 7;

    public static string Time(long timestampMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(timestampMs);
        return time.ToString(time.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    public static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString($"G{Digits}", CultureInfo.InvariantCulture) : "";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A text of others, such as a file's name, that can do nothing to a terminal and stands in any page: what controls, or is no character, is replaced.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(IsText(rune) ? rune : Rune.ReplacementChar);
        return shown.ToString();
    }

    private static bool IsText(Rune rune) => !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (0xFFFE or 0xFFFF);
}
