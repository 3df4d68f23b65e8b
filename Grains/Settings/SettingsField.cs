using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>One setting of a method: a property of its options, with the range that the property's annotation says.</summary>
internal sealed class SettingsField
{
    private readonly Type _type;
    private readonly ValidationAttribute _rule;

    public SettingsField(PropertyInfo property)
    {
        Property = property.Name;
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        _type = property.PropertyType;
        _rule = property.GetCustomAttribute<ValidationAttribute>() ?? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} needs an annotation that says its range.");
    }

    /// <summary>The name in the options.</summary>
    public string Property { get; }

    /// <summary>The name in JSON.</summary>
    public string Name { get; }

    /// <summary>The value in its one spelling; null where it is not possible here.</summary>
    public JsonNode? Read(JsonElement value)
    {
        object? read = value.ValueKind switch
        {
            JsonValueKind.Number when _type == typeof(int) => value.TryGetInt32(out var whole) ? whole : null,
            JsonValueKind.Number when _type == typeof(double) => value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            JsonValueKind.String when _type == typeof(string) => value.GetString(),
            JsonValueKind.String when _type == typeof(TimeSpan) => SettingDuration.TryParse(value.GetString()!, out var duration) ? duration : null,
            _ => null,
        };
        return read is null || !_rule.IsValid(read) ? null
            : read is TimeSpan time ? SettingDuration.Format(time)
            : JsonSerializer.SerializeToNode(read, _type);
    }

    /// <summary>What a value must be.</summary>
    public string Demand => _rule switch
    {
        AllowedValuesAttribute allowed => "one of " + string.Join(", ", allowed.Values),
        RangeAttribute { MinimumIsExclusive: true, Maximum: double.MaxValue } range => $"{Kind} above {Text(range.Minimum)}",
        RangeAttribute { MinimumIsExclusive: true } range => $"{Kind} above {Text(range.Minimum)}, at most {Text(range.Maximum)}",
        RangeAttribute range => $"{Kind} from {Text(range.Minimum)} to {Text(range.Maximum)}",
        _ => _rule.FormatErrorMessage(Name),
    };

    private string Kind => _type == typeof(int) ? "a whole number" : _type == typeof(TimeSpan) ? "a duration such as 5m or 1h30m" : "a number";

    private static string Text(object value) => value is TimeSpan time ? SettingDuration.Format(time) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
