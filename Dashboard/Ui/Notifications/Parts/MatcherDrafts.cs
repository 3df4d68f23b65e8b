using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>Matchers while somebody edits them. Rows without text count as not there.</summary>
public sealed class MatcherDrafts(IEnumerable<string> texts)
{
    /// <summary>The rows.</summary>
    public List<MatcherDraft> Rows { get; } = [.. texts.Select(text => new MatcherDraft { Text = text })];

    /// <summary>Those that say something, as they were typed.</summary>
    public IReadOnlyList<string> Texts => [.. Rows.Where(row => !row.IsEmpty).Select(row => row.Text.Trim())];

    /// <summary>Where the service finds a row in the list; null for one without text.</summary>
    public string? PathOf(MatcherDraft row) => row.IsEmpty ? null : FormattableString.Invariant($"matchers[{Rows.TakeWhile(each => each != row).Count(each => !each.IsEmpty)}]");

    /// <summary>A JSON list of texts.</summary>
    public JsonArray ToJson() => [.. Texts.Select(text => (JsonNode)text)];
}
