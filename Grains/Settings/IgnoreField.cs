using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Grains.Settings;

/// <summary>The rules for what is not alarmed.</summary>
internal sealed class IgnoreField() : SettingsField(nameof(AlarmSettings.Ignore))
{
    /// <summary>The rules as the configuration has them.</summary>
    public static string Text(AlarmSettings settings) => string.IsNullOrWhiteSpace(settings.Ignore) ? "[]" : settings.Ignore;

    /// <inheritdoc/>
    public override JsonNode? Read(JsonElement value, string path, SettingsErrors errors) => IgnoreRuleSchema.ReadAll(value, path, errors);

    /// <inheritdoc/>
    public override JsonNode Of(object options)
    {
        using var rules = JsonDocument.Parse(Text((AlarmSettings)options));
        return IgnoreRuleSchema.ReadAll(rules.RootElement, Name, new SettingsErrors());
    }
}
