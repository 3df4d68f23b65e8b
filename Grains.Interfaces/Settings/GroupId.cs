using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>
/// Names a group of series, which is a series itself: those of one rule that have the same value of a label. Its text is
/// <c>@group{host="web-1",rule="web"}</c>; no series of samples may have an id that begins so.
/// </summary>
/// <param name="Label">The label's name.</param>
/// <param name="Value">The label's value.</param>
/// <param name="Rule">The rule that makes the group; <c>default</c> where none matches its series.</param>
public sealed record GroupId(string Label, string Value, string Rule)
{
    /// <summary>What the id of every group, and of nothing else, begins with.</summary>
    public const string Prefix = "@group{";

    /// <summary>The most bytes that the id of a series has.</summary>
    private const int MaxBytes = 1024;

    private const string RulePart = "\",rule=\"";

    /// <summary>Whether an id is that of a group.</summary>
    public static bool IsGroup(string seriesId)
    {
        ArgumentNullException.ThrowIfNull(seriesId);
        return seriesId.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Reads an id.</summary>
    public static bool TryParse(string seriesId, [NotNullWhen(true)] out GroupId? group)
    {
        group = null;
        if (!IsGroup(seriesId) || !seriesId.EndsWith("\"}", StringComparison.Ordinal))
            return false;

        var equals = seriesId.IndexOf("=\"", Prefix.Length, StringComparison.Ordinal);
        var rule = seriesId.LastIndexOf(RulePart, StringComparison.Ordinal);
        if (equals < 0 || rule < equals + 2)
            return false;

        group = new GroupId(
            seriesId[Prefix.Length..equals],
            Unescape(seriesId[(equals + 2)..rule]),
            Unescape(seriesId[(rule + RulePart.Length)..^2]));
        return true;
    }

    /// <summary>The group's id as a series; null where the label's value makes none: it is empty, holds control characters, or is too long.</summary>
    public string? ToSeriesId()
    {
        var id = ToString();
        return Value.Length > 0 && !id.Any(char.IsControl) && Encoding.UTF8.GetByteCount(id) <= MaxBytes ? id : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix}{Label}=\"{Escape(Value)}{RulePart}{Escape(Rule)}\"}}";

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return plain.ToString();
    }
}
