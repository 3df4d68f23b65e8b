using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Detectors;
using Anomaly.Detectors.Alarms;

namespace Anomaly.Grains.Settings;

/// <summary>The section of the settings that says which alarms are raised.</summary>
internal static class AlarmSchema
{
    private const string Name = "alarms";

    private static readonly JsonObject Usual;

    static AlarmSchema()
    {
        Section = new(
            Name,
            [.. typeof(AlarmSettings).GetProperties().Select(property => property.Name == nameof(AlarmSettings.Ignore) ? (SettingsField)new IgnoreField() : new ScalarField(property))],
            options => options.Alarms);
        Usual = Section.Of(new DetectionOptions());
    }

    public static SettingsSection Section { get; }

    /// <summary>What is wrong with the configuration's rules for what is not alarmed; null where nothing is.</summary>
    public static string? FindFlaw(AlarmSettings settings)
    {
        const string path = "Alarms:Ignore";
        var errors = new SettingsErrors();
        try
        {
            using var rules = JsonDocument.Parse(IgnoreField.Text(settings));
            IgnoreRuleSchema.ReadAll(rules.RootElement, path, errors);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            errors.Add(path, $"is '{SettingsErrors.Shown(settings.Ignore)}'; must be a JSON list of rules such as [{{\"below\":5}}]");
        }

        return errors.ByPath.Select(error => $"{error.Key} {error.Value[0]}.").FirstOrDefault();
    }

    /// <summary>How many samples in a row must be anomalous.</summary>
    public static int MinStreak(JsonElement settings) => settings.TryGetProperty(Name, out var own) && own.TryGetProperty("min_streak", out var streak) ? streak.GetInt32() : 1;

    /// <summary>The policy that complete settings ask for; null where it would raise every alarm as it is.</summary>
    public static AlarmPolicy? Compile(JsonElement settings)
    {
        if (!settings.TryGetProperty(Name, out var own))
        {
            return null;
        }

        var unusual = new JsonObject(own.EnumerateObject()
            .Select(setting => KeyValuePair.Create(setting.Name, JsonNode.Parse(setting.Value.GetRawText())))
            .Where(setting => !JsonNode.DeepEquals(setting.Value, Usual[setting.Key])));
        return unusual.Count == 0 ? null : new AlarmPolicy
        {
            Direction = Enum.Parse<AlarmDirection>(own.GetProperty("direction").GetString()!, ignoreCase: true),
            MinDeviation = own.GetProperty("min_deviation").GetDouble(),
            MinDeviationPercent = own.GetProperty("min_deviation_percent").GetDouble(),
            MinStreak = own.GetProperty("min_streak").GetInt32(),
            Ignore = [.. own.GetProperty("ignore").EnumerateArray().Select(IgnoreRuleSchema.Compile)],
            Shown = unusual.ToJsonString(),
        };
    }
}
