using System.Globalization;
using System.Text;

namespace Anomaly.Dashboard.Ui.Cluster;

/// <summary>Words and numbers of the cluster's page.</summary>
internal static class ClusterText
{
    private const string None = "–";
    private const int HexShown = 48;

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Rate(double perSecond) => perSecond.ToString(perSecond is > 0 and < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GB"),
    };

    public static string Span(TimeSpan? span) => span switch
    {
        null => None,
        { TotalSeconds: < 100 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalSeconds:0.0} s"),
        { TotalMinutes: < 100 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalMinutes:0} min"),
        { } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalHours:0} h"),
    };

    /// <summary>The start of a record as text that cannot do anything: what is not shown as a character is written as its number; what is no UTF-8 is written as bytes.</summary>
    public static string Head(byte[] head)
    {
        var end = head.Length;
        while (end > 0 && head.Length - end < 3 && !IsWhole(head.AsSpan(0, end)))
            end--;

        if (!IsWhole(head.AsSpan(0, end)))
            return string.Join(' ', head.Take(HexShown).Select(value => value.ToString("x2", CultureInfo.InvariantCulture))) + (head.Length > HexShown ? " …" : "");

        var text = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(head, 0, end).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                text.Append(rune.ToString());
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return text.ToString();
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
