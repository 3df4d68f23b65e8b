using System.Text;

namespace Anomaly.Notifications.Messages.Templates;

/// <summary>
/// A text with placeholders, such as <c>{{severity}} {{labels.host}}: {{reason}}</c>. There is nothing else in it: no conditions, no code. What can be wrong with
/// one is found when it is read, so that sending cannot fail by it; a placeholder whose value a message lacks becomes nothing.
/// </summary>
internal sealed class TextTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly List<Func<Notification, NotifiedIncident?, Func<string, string>, string>> _parts = [];

    private TextTemplate()
    {
    }

    /// <summary>Reads a template that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static TextTemplate Parse(string text) => TryParse(text, out var template, out var flaw) ? template! : throw new ArgumentException(flaw, nameof(text));

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">The template; null where it is wrong.</param>
    /// <param name="flaw">What is wrong, and what must be.</param>
    public static bool TryParse(string text, out TextTemplate? template, out string? flaw)
    {
        (template, var read) = (null, new TextTemplate());
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf(Open, at, StringComparison.Ordinal);
            var literal = open < 0 ? text[at..] : text[at..open];
            if (literal.Contains(Close, StringComparison.Ordinal))
                return Fail($"has '{Close}' without '{Open}' before it; must have placeholders such as {{{{severity}}}}", out flaw);

            if (literal.Length > 0)
                read._parts.Add((_, _, _) => literal);

            if (open < 0)
                break;

            var close = text.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0)
                return Fail($"has '{Open}' without '{Close}' behind it; must have placeholders such as {{{{severity}}}}", out flaw);

            var name = text[(open + Open.Length)..close].Trim();
            if (Placeholders.Find(name) is not { } value)
                return Fail($"has the placeholder '{TextCut.To(name, 60)}'; must be {Placeholders.Names}", out flaw);

            read._parts.Add((message, lead, encode) => encode(value(message, lead) ?? ""));
            at = close + Close.Length;
        }

        (template, flaw) = (read, null);
        return true;
    }

    /// <summary>The text for a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="encode">Makes a value safe for where the text goes; the template's own text is taken as it is.</param>
    public string Render(Notification message, Func<string, string> encode)
    {
        var lead = message.Lead();
        var text = new StringBuilder();
        foreach (var part in _parts)
            text.Append(part(message, lead, encode));

        return text.ToString();
    }

    private static bool Fail(string why, out string? flaw)
    {
        flaw = why;
        return false;
    }
}
