using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Channels.Slack;

/// <summary>Text for Slack's markup.</summary>
internal static class SlackText
{
    private const string NoWidth = "\u200b";

    /// <summary>
    /// What would call people, or make links, becomes plain text: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> are escaped, as Slack wants it, and for Mattermost, which
    /// reads <c>@all</c> and <c>[text](address)</c>, a character without width parts them.
    /// </summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("@", "@" + NoWidth, StringComparison.Ordinal).Replace("](", "]" + NoWidth + "(", StringComparison.Ordinal);

    /// <summary>The start of an escaped text; what was escaped is not cut in two.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;

        // The ellipsis takes one; the longest escape is &amp;.
        var end = length - 1;
        var escape = text.LastIndexOf('&', end - 1, "&amp".Length);
        if (escape >= 0 && text.IndexOf(';', escape) >= end)
            end = escape;

        return TextCut.To(text, end + 1);
    }
}
