using System.Text;

namespace Anomaly.Notifications.Messages;

/// <summary>Texts made to fit.</summary>
internal static class TextCut
{
    /// <summary>The start of a text, with an ellipsis where something is missing; a pair of surrogates stays whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The most UTF-16 characters that the answer has; at least 1.</param>
    public static string To(string text, int length)
    {
        if (text.Length <= length)
            return text;

        var end = length - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;

        return text[..end] + "…";
    }

    /// <summary>A text of one line: what starts new lines or controls terminals becomes a space.</summary>
    public static string OneLine(string text) => Clean(text, keepLines: false);

    /// <summary>A text without control characters but line feeds and tabs.</summary>
    public static string Printable(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var each in text)
        {
            var kept = each is '\n' or '\t' ? keepLines : !char.IsControl(each) && each is not ('\u2028' or '\u2029');
            if (kept)
                clean.Append(each);
            else if (each is not '\r')
                clean.Append(' ');
        }

        return clean.ToString();
    }
}
