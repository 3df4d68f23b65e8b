using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>Makes complete settings to preview of what differs.</summary>
internal static class PreviewBody
{
    /// <returns>The settings on top of the inherited ones; as they were given where they cannot be put there, so that the series says what is wrong.</returns>
    public static string Complete(string inherited, string given)
    {
        try
        {
            // By the merge a null takes a setting away, and there is none that may be absent; so it does with what a level does not use.
            return JsonNode.Parse(given) is JsonObject settings && !HasNull(settings) && !AlarmLevels.Unused(settings).Any() ? SettingsMerge.Apply(inherited, given) : given;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return given;
        }
    }

    private static bool HasNull(JsonObject settings) => settings.Any(property => property.Value is null || (property.Value is JsonObject inner && HasNull(inner)));
}
