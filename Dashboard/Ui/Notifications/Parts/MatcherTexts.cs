using System.Text.Json.Nodes;
using Anomaly.Notifications.Routing;

namespace Anomaly.Dashboard.Ui.Notifications.Parts;

/// <summary>Matchers in their text form from that in which the service writes them, or from their text form.</summary>
internal static class MatcherTexts
{
    /// <summary>The texts of a JSON list of texts, or of Alertmanager's objects.</summary>
    public static IReadOnlyList<string> Of(JsonNode? list) => [.. (list as JsonArray ?? []).Select(node => node is JsonObject matcher ? Of(matcher) : (string)node!)];

    private static string Of(JsonObject matcher) =>
        new Matcher((string)matcher["name"]!, (string)matcher["value"]!, matcher["isRegex"]?.GetValue<bool>() ?? false, matcher["isEqual"]?.GetValue<bool>() ?? true).ToString();
}
