using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Anomaly.Grains.Settings;

/// <summary>The settings of one method.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Fields">Its settings in their order.</param>
internal sealed record SettingsSection(string Method, SettingsField[] Fields)
{
    public static SettingsSection Of<TOptions>(string method) =>
        new(method, [.. typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new SettingsField(property))]);

    /// <summary>Those settings that are given, in their one order and spelling.</summary>
    public JsonObject Read(JsonElement given, string path, SettingsErrors errors)
    {
        var read = new JsonObject();
        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"is {SettingsErrors.Shown(given.GetRawText())}; must be an object");
            return read;
        }

        foreach (var field in Fields.Where(field => given.TryGetProperty(field.Name, out _)))
        {
            var value = given.GetProperty(field.Name);
            if (field.Read(value) is { } good)
            {
                read[field.Name] = good;
            }
            else
            {
                errors.Add($"{path}.{field.Name}", $"is {SettingsErrors.Shown(value.GetRawText())}; must be {field.Demand}");
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

        errors.Add(field is null ? $"{path}{Method}" : $"{path}{Method}.{field.Name}", rest);
    }
}
