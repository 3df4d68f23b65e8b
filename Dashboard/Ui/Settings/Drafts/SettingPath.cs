using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>Fields of settings by path: <c>moving_average.threshold</c>.</summary>
public static class SettingPath
{
    public static JsonNode? Get(JsonObject settings, string path)
    {
        JsonNode? node = settings;
        foreach (var name in path.Split('.'))
            node = (node as JsonObject)?[name];

        return node;
    }

    /// <summary>Writes a field; the objects around it come into being.</summary>
    public static void Set(JsonObject settings, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (settings[name] is not JsonObject inner)
                settings[name] = inner = [];

            settings = inner;
        }

        settings[names[^1]] = value;
    }

    /// <summary>Takes a field away, and the objects around it that are empty then.</summary>
    public static void Remove(JsonObject settings, string path)
    {
        var (name, rest) = path.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (path[..dot], path[(dot + 1)..]) : (path, null);
        if (rest is null)
        {
            settings.Remove(name);
        }
        else if (settings[name] is JsonObject inner)
        {
            Remove(inner, rest);
            if (inner.Count == 0)
                settings.Remove(name);
        }
    }

    /// <summary>The paths of all fields that are no objects themselves.</summary>
    public static IEnumerable<string> Leaves(JsonObject settings, string before = "") =>
        settings.SelectMany(field => field.Value is JsonObject { Count: > 0 } inner ? Leaves(inner, $"{before}{field.Key}.") : [before + field.Key]);
}
