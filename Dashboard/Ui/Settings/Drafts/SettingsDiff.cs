using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>The opposite of <see cref="SettingsMerge"/>: what must be put on top of settings to get others.</summary>
public static class SettingsDiff
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>What differs, and nothing else.</summary>
    /// <param name="below">The settings below.</param>
    /// <param name="wanted">The settings that are to come of it.</param>
    public static JsonObject Of(JsonObject below, JsonObject wanted)
    {
        var changes = new JsonObject();
        foreach (var (name, value) in wanted)
        {
            if (value is JsonObject inner && below[name] is JsonObject existing)
            {
                if (Of(existing, inner) is { Count: > 0 } nested)
                    changes[name] = nested;
            }
            else if (!below.ContainsKey(name) || !Same(below[name], value))
            {
                changes[name] = value?.DeepClone();
            }
        }

        foreach (var (name, _) in below.Where(field => !wanted.ContainsKey(field.Key)))
            changes[name] = null;

        return changes;
    }

    /// <summary>Whether two values mean the same; <c>20</c> and <c>20.0</c> do.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) =>
        one is null || other is null ? one is null && other is null : JsonElement.DeepEquals(Element(one), Element(other));

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonObject Parse(string text) => JsonNode.Parse(text, null, Strict) as JsonObject ?? throw new JsonException("it is no object");

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
