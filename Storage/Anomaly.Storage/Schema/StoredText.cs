using System.Globalization;
using System.Text;

namespace Anomaly.Storage.Schema;

/// <summary>
/// Replaces what PostgreSQL refuses in text (NUL, half a surrogate pair) by U+FFFD. A record from outside can hold it, and one
/// such character would otherwise stop its whole partition.
/// </summary>
internal static class StoredText
{
    /// <summary>Whether a text can be in the database: one that cannot is not there.</summary>
    public static bool IsStorable(string text) => FirstBad(text, 0) < 0;

    /// <summary>Cleans a text.</summary>
    public static string Clean(string text)
    {
        var first = FirstBad(text, 0);
        if (first < 0)
            return text;
        var clean = new StringBuilder(text);
        for (var at = first; at >= 0; at = FirstBad(text, at + 1))
            clean[at] = '\uFFFD';
        return clean.ToString();
    }

    /// <summary>Cleans a JSON text, where the same characters can stand as escapes.</summary>
    public static string CleanJson(string json)
    {
        json = Clean(json);
        if (!json.Contains("\\u", StringComparison.Ordinal))
            return json;
        var clean = new StringBuilder(json);
        for (var at = 0; at < json.Length - 1; at++)
        {
            if (json[at] != '\\')
                continue;
            if (Escape(json, at) is not { } unit)
            {
                at++; // the character after the backslash is no start of an escape
                continue;
            }

            if (char.IsHighSurrogate(unit) && Escape(json, at + 6) is { } low && char.IsLowSurrogate(low))
                at += 11;
            else
            {
                if (unit == '\0' || char.IsSurrogate(unit))
                    Replace(clean, at + 2);
                at += 5;
            }
        }

        return clean.ToString();
    }

    private static void Replace(StringBuilder escape, int at)
    {
        for (var i = 0; i < 4; i++)
            escape[at + i] = "fffd"[i];
    }

    private static char? Escape(string json, int at) =>
        at + 5 < json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    private static int FirstBad(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == '\0' || char.IsLowSurrogate(text[at]))
                return at;
            if (!char.IsHighSurrogate(text[at]))
                continue;
            if (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return at;
            at++;
        }

        return -1;
    }
}
