using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Dashboard.Ui.Settings.Fields;

namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A setting of a channel.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Label">Its name in words.</param>
/// <param name="Help">What it does, in a sentence or two.</param>
public sealed record ChannelField(string Name, string Label, string Help)
{
    /// <summary>What it is in JSON.</summary>
    public FieldShape Shape { get; init; }

    /// <summary>How it is entered.</summary>
    public FormKind Kind { get; init; }

    /// <summary>What stands for none, or an example.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The words, of a choice; the first stands for none.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Where the service finds it.</summary>
    public string Path => "settings." + Name;

    /// <summary>A value as it is entered.</summary>
    public string Read(JsonNode? value) => (Shape, value) switch
    {
        (_, null) => Kind == FormKind.Choice ? Choices[0].Value : "",
        (FieldShape.List, JsonArray list) => string.Join('\n', list.Select(Plain)),
        (FieldShape.Map, JsonObject map) => string.Join('\n', map.Select(pair => $"{pair.Key}: {Plain(pair.Value)}")),
        _ => Plain(value),
    };

    /// <summary>What was entered as a value; null for nothing. What is no value of the shape stays a text, which the service refuses in words.</summary>
    public JsonNode? Write(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;

        return Shape switch
        {
            FieldShape.Number => long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(trimmed),
            FieldShape.List => new JsonArray([.. Lines(text).Select(line => (JsonNode)line)]),
            FieldShape.Map => WriteMap(text),
            _ => JsonValue.Create(Kind == FormKind.Lines ? text : trimmed),
        };
    }

    private static JsonObject WriteMap(string text)
    {
        var map = new JsonObject();
        foreach (var line in Lines(text))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            map[colon < 0 ? line : line[..colon].Trim()] = colon < 0 ? "" : line[(colon + 1)..].Trim();
        }

        return map;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Plain(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";
}
