using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Anomaly.Notifications.Routing;

/// <summary>The text form of matchers, as Prometheus and Alertmanager have it: <c>host=~"web-.*"</c>.</summary>
public static class MatcherText
{
    private const string Operators = "=!~";

    /// <summary>Writes a matcher: its value in quotes, its name too where it has anything but letters, digits and <c>_ : . / -</c>.</summary>
    public static string Format(Matcher matcher)
    {
        ArgumentNullException.ThrowIfNull(matcher);
        return $"{FormatName(matcher.Name)}{Operator(matcher)}{Quote(matcher.Value)}";
    }

    /// <summary>Reads a matcher. Names and values may stand without quotes where they hold no space, quote or operator.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matcher">The matcher.</param>
    /// <param name="complaint">What is wrong with the text: what it is, what it must be.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Matcher? matcher, [NotNullWhen(false)] out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(text);
        (matcher, complaint) = (null, null);
        var at = 0;
        var name = ReadPart(text, ref at, letter => !IsSpecial(letter));
        var sign = at + 1 < text.Length && text.AsSpan(at, 2) is "!=" or "=~" or "!~" ? text.Substring(at, 2) : at < text.Length && text[at] == '=' ? "=" : "";
        at += sign.Length;
        var value = ReadPart(text, ref at, letter => letter != '"' && !char.IsWhiteSpace(letter));
        if (string.IsNullOrWhiteSpace(name) || sign.Length == 0 || value is null || at < text.Length)
            complaint = $"is '{Definitions.FieldErrors.Shown(text)}'; must be a matcher such as host=\"web-1\", host!=\"web-1\", host=~\"web-.*\" or host!~\"web-.*\"";
        // As in the other form: what is taken here is stored, and read again, in that.
        else if (HasControls(name) || HasControls(value))
            complaint = $"is '{Definitions.FieldErrors.Shown(text)}'; must be without control characters";
        else if (name.Length > Matcher.MaxLength || value.Length > Matcher.MaxLength)
            complaint = $"is of {text.Length} characters; name and value may have {Matcher.MaxLength}";
        else if (sign.EndsWith('~') && Matcher.FindFlaw(value) is { } flaw)
            complaint = $"is '{Definitions.FieldErrors.Shown(text)}', whose expression {flaw}";
        else
            matcher = new Matcher(name, value, sign.EndsWith('~'), sign[0] == '=');

        return complaint is null;
    }

    internal static string FormatName(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':' or '.' or '/' or '-') ? name : Quote(name);

    internal static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Operator(Matcher matcher) => (matcher.IsEqual, matcher.IsRegex) switch
    {
        (true, false) => "=",
        (false, false) => "!=",
        (true, true) => "=~",
        (false, true) => "!~",
    };

    private static bool HasControls(string text) => text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t'));

    private static bool IsSpecial(char letter) => char.IsWhiteSpace(letter) || letter is '"' or ',' or '{' or '}' || Operators.Contains(letter, StringComparison.Ordinal);

    /// <summary>A name or value in quotes or without, and the spaces around it; null where a quote is left open.</summary>
    private static string? ReadPart(string text, ref int at, Func<char, bool> plain)
    {
        SkipSpaces(text, ref at);
        var start = at;
        string? part;
        if (at < text.Length && text[at] == '"')
        {
            part = ReadQuoted(text, ref at);
        }
        else
        {
            while (at < text.Length && plain(text[at]))
                at++;

            part = text[start..at];
        }

        SkipSpaces(text, ref at);
        return part;
    }

    private static string? ReadQuoted(string text, ref int at)
    {
        var read = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return read.ToString();
            }

            // Of other escapes the backslash stays: it is one of the expression's own.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\' or 'n')
                read.Append(text[++at] == 'n' ? '\n' : text[at]);
            else
                read.Append(text[at]);
        }

        return null;
    }

    private static void SkipSpaces(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }
}
