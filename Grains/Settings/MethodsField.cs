using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Grains.Settings;

/// <summary>The methods that run, in their order.</summary>
internal sealed class MethodsField() : SettingsField(nameof(DetectionOptions.Methods))
{
    /// <inheritdoc/>
    public override JsonNode? Read(JsonElement value, string path, SettingsErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            errors.Add(path, $"is {SettingsErrors.Shown(value.GetRawText())}; must be a list of one or more of {DetectionMethod.Known}");
            return null;
        }

        var read = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var method = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            if (DetectionMethod.Find(method) is null)
            {
                errors.Add($"{path}[{index}]", $"is {SettingsErrors.Shown(item.GetRawText())}; must be one of {DetectionMethod.Known}");
            }
            else if (!seen.Add(method))
            {
                errors.Add($"{path}[{index}]", $"is '{method}' a second time; name a method once");
            }
            else
            {
                read.Add((JsonNode)method);
            }
        }

        return read;
    }

    /// <inheritdoc/>
    public override JsonNode Of(object options) => new JsonArray([.. MethodsAttribute.Split(((DetectionOptions)options).Methods).Select(method => (JsonNode)method)]);
}
