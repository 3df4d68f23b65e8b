using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>A setting that is a number, a word or a duration, with the range that its property's annotation says.</summary>
internal sealed class ScalarField : SettingsField
{
    private readonly PropertyInfo _property;
    private readonly ValidationAttribute _rule;

    public ScalarField(PropertyInfo property)
        : base(property.Name)
    {
        _property = property;
        _rule = property.GetCustomAttribute<ValidationAttribute>() ?? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} needs an annotation that says its range.");
    }

    private Type Type => _property.PropertyType;

    private string Demand => _rule switch
    {
        AllowedValuesAttribute allowed => "one of " + string.Join(", ", allowed.Values),
        RangeAttribute { MinimumIsExclusive: true, Maximum: double.MaxValue } range => $"{Kind} above {Text(range.Minimum)}",
        RangeAttribute { MinimumIsExclusive: true } range => $"{Kind} above {Text(range.Minimum)}, at most {Text(range.Maximum)}",
        RangeAttribute { Maximum: double.MaxValue } range => $"{Kind} of at least {Text(range.Minimum)}",
        RangeAttribute range => $"{Kind} from {Text(range.Minimum)} to {Text(range.Maximum)}",
        _ => _rule.FormatErrorMessage(Name),
    };

    private string Kind => Type == typeof(int) ? "a whole number" : Type == typeof(TimeSpan) ? "a duration such as 5m or 1h30m" : "a number";

    /// <inheritdoc/>
    public override JsonNode? Read(JsonElement value, string path, SettingsErrors errors)
    {
        object? read = value.ValueKind switch
        {
            JsonValueKind.Number when Type == typeof(int) => value.TryGetInt32(out var whole) ? whole : null,
            JsonValueKind.Number when Type == typeof(double) => value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            JsonValueKind.String when Type == typeof(string) => value.GetString(),
            JsonValueKind.String when Type == typeof(TimeSpan) => SettingDuration.TryParse(value.GetString()!, out var duration) ? duration : null,
            _ => null,
        };
        if (read is not null && _rule.IsValid(read))
        {
            return Node(read);
        }

        errors.Add(path, $"is {SettingsErrors.Shown(value.GetRawText())}; must be {Demand}");
        return null;
    }

    /// <inheritdoc/>
    public override JsonNode Of(object options) => Node(_property.GetValue(options)!);

    private JsonNode Node(object value) => value is TimeSpan time ? SettingDuration.Format(time) : JsonSerializer.SerializeToNode(value, Type)!;

    private static string Text(object value) => value is TimeSpan time ? SettingDuration.Format(time) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
