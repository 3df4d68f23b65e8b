using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>
/// The section of a series' settings that says when it does not learn. Nobody writes it: it is made of the silences that match, and stands
/// in no document, so that a change of a silence is a change of the settings of the series that it is for.
/// </summary>
internal static class PauseSchema
{
    private const string Section = "learning";
    private const string List = "pauses";

    /// <summary>Adds the section to complete settings where there are pauses.</summary>
    public static string Add(string settings, IReadOnlyList<LearningPause> pauses)
    {
        if (pauses.Count == 0)
        {
            return settings;
        }

        var added = JsonNode.Parse(settings)!.AsObject();
        added[Section] = new JsonObject
        {
            [List] = new JsonArray([.. pauses.Select(pause => (JsonNode)new JsonObject
            {
                ["starts_at"] = pause.StartsAt.ToUnixTimeMilliseconds(),
                ["ends_at"] = pause.EndsAt.ToUnixTimeMilliseconds(),
                ["recurrence"] = pause.Recurrence is null ? null : JsonNode.Parse(pause.Recurrence),
            })]),
        };
        return added.ToJsonString();
    }

    /// <summary>The pauses that settings have; null for none.</summary>
    public static LearningPauses? Compile(JsonElement settings) =>
        settings.TryGetProperty(Section, out var section) && section.TryGetProperty(List, out var list) && list.GetArrayLength() > 0
            ? new LearningPauses([.. list.EnumerateArray().Select(pause => new LearningPauses.Stretch(
                pause.GetProperty("starts_at").GetInt64(),
                pause.GetProperty("ends_at").GetInt64(),
                pause.GetProperty("recurrence") is { ValueKind: JsonValueKind.Object } weekly ? IgnoreRuleSchema.Time(weekly) : null))])
            : null;
}
