using System.Text.Json.Nodes;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>
/// Puts settings on top of others, as RFC 7396 (JSON merge patch) says: objects field by field, anything else replaced. A level that the
/// changes imply is set, and what belongs to another level goes: see <see cref="AlarmLevels"/>.
/// </summary>
internal static class SettingsMerge
{
    /// <summary>Merges two JSON objects.</summary>
    /// <param name="settings">The complete settings below.</param>
    /// <param name="changes">What differs.</param>
    /// <returns>A JSON object; fields that both have stand where <paramref name="settings"/> has them.</returns>
    public static string Apply(string settings, string changes)
    {
        var (merged, changed) = (JsonNode.Parse(settings)!.AsObject(), JsonNode.Parse(changes)!.AsObject());
        AlarmLevels.Imply(changed);
        Apply(merged, changed);
        AlarmLevels.Settle(merged);
        return merged.ToJsonString();
    }

    private static void Apply(JsonObject below, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            if (change is JsonObject inner && below[name] is JsonObject existing)
                Apply(existing, inner);
            else if (change is null)
                below.Remove(name);
            else
                below[name] = change.DeepClone();
        }
    }
}
