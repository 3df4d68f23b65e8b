using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Grains.Settings;

/// <summary>One setting: a property of options.</summary>
/// <param name="property">The property's name.</param>
internal abstract class SettingsField(string property)
{
    /// <summary>How settings are written.</summary>
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The name in the options.</summary>
    public string Property { get; } = property;

    /// <summary>The name in JSON.</summary>
    public string Name { get; } = JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    /// <summary>Reads a value that is given.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The value in its one spelling; null where it is wrong.</returns>
    public abstract JsonNode? Read(JsonElement value, string path, SettingsErrors errors);

    /// <summary>The value that options have.</summary>
    public abstract JsonNode Of(object options);
}
