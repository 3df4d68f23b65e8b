using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Grains.Settings;

/// <summary>Settings that belong together: those of a method, or those of the alarms.</summary>
/// <param name="Name">The section's name.</param>
/// <param name="Fields">Its settings in their order.</param>
/// <param name="Options">Where the configuration has them.</param>
internal sealed record SettingsSection(string Name, SettingsField[] Fields, Func<DetectionOptions, object> Options)
{
    public static SettingsSection Of<TOptions>(string name, Func<DetectionOptions, TOptions> options)
        where TOptions : class =>
        new(name, [.. typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new ScalarField(property))], options);

    /// <summary>All of them, as the configuration has them.</summary>
    public JsonObject Of(DetectionOptions options) => new(Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Of(Options(options)))));

    /// <summary>Those settings that are given, in their one order and spelling.</summary>
    public JsonObject Read(JsonElement given, string path, SettingsErrors errors)
    {
        var read = new JsonObject();
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"is {SettingsErrors.Shown(given.GetRawText())}; must be an object");
            return read;
        }

        foreach (var field in Fields)
        {
            if (given.TryGetProperty(field.Name, out var value) && field.Read(value, $"{path}.{field.Name}", errors) is { } good)
            {
                read[field.Name] = good;
            }
        }

        foreach (var unknown in given.EnumerateObject().Where(property => Fields.All(field => field.Name != property.Name)))
        {
            errors.Add($"{path}.{unknown.Name}", $"is no setting; known here are {string.Join(", ", Fields.Select(field => field.Name))}");
        }

        return read;
    }

    /// <summary>Says why the method cannot alarm, at the setting that the sentence begins with, by the names that JSON has.</summary>
    public void NoteNeverAlarms(string why, string path, SettingsErrors errors)
    {
        var field = Array.Find(Fields, field => why.StartsWith(field.Property + " ", StringComparison.Ordinal));
        var rest = (field is null ? why : why[(field.Property.Length + 1)..]).TrimEnd('.');
        foreach (var each in Fields)
        {
            rest = rest.Replace(each.Property, each.Name, StringComparison.Ordinal);
        }

        errors.Add(field is null ? $"{path}{Name}" : $"{path}{Name}.{field.Name}", rest);
    }
}
