using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>
/// What settings given by people may be. Good ones are returned in their one order and spelling, so that equal settings are the same
/// text and have the same version.
/// </summary>
internal static class SettingsSchema
{
    /// <summary>How many series may have settings of their own.</summary>
    public const int MaxOverrides = 10_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static readonly SettingsField[] General = [new ScalarField(typeof(DetectionOptions).GetProperty(nameof(DetectionOptions.Sensitivity))!), new MethodsField()];

    private static readonly SettingsSection[] Sections =
    [
        .. DetectionMethod.All.Select(method => method.Section),
        AlarmSchema.Section,
        SettingsSection.Of(SampleSettings.Section, options => options.Samples),
        SettingsSection.Of(SilenceSettings.Section, options => options.Silence),
        SettingsSection.Of(GroupSettingsReader.Section, options => options.Group),
    ];

    private static readonly string[] Known = [.. General.Select(field => field.Name), .. Sections.Select(section => section.Name)];

    /// <summary>The complete settings of a series without rule.</summary>
    public static string Complete(DetectionOptions options)
    {
        var complete = new JsonObject();
        foreach (var field in General)
        {
            complete[field.Name] = field.Of(options);
        }

        foreach (var section in Sections)
        {
            complete[section.Name] = section.Of(options);
        }

        return SettingsMerge.Apply(complete.ToJsonString(), "{}");
    }

    /// <summary>Reads settings that differ from others.</summary>
    /// <param name="text">A JSON object.</param>
    /// <param name="inherited">The complete settings below, canonical.</param>
    /// <param name="path">Where they stand: <c>[1].</c>, or empty for settings that stand alone.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The same, canonical.</returns>
    public static string Read(string text, string inherited, string path, SettingsErrors errors)
    {
        var (root, fields) = path.Length == 0 ? ("settings", "") : ($"{path}settings", $"{path}settings.");
        var before = errors.ByPath.Count;
        string read;
        try
        {
            read = ReadParts(text, root, fields, errors).ToJsonString();
        }
        catch (InvalidOperationException)
        {
            errors.Add(root, "holds text that is no Unicode");
            return "{}";
        }

        if (errors.ByPath.Count == before)
        {
            foreach (var detector in SeriesSettings.ParseOnce(SettingsMerge.Apply(inherited, read)).Detectors.Where(detector => detector.NeverAlarmsBecause is not null))
            {
                DetectionMethod.Find(detector.Method)!.Section.NoteNeverAlarms(detector.NeverAlarmsBecause!, fields, errors);
            }
        }

        return read;
    }

    private static JsonObject ReadParts(string text, string root, string fields, SettingsErrors errors)
    {
        var read = new JsonObject();
        using var document = Parse(text, root, errors);
        if (document?.RootElement is not { } given)
        {
            return read;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            errors.Add(root, $"is {SettingsErrors.Shown(given.GetRawText())}; must be an object");
            return read;
        }

        foreach (var field in General)
        {
            if (given.TryGetProperty(field.Name, out var value) && field.Read(value, fields + field.Name, errors) is { } good)
            {
                read[field.Name] = good;
            }
        }

        foreach (var section in Sections.Where(section => given.TryGetProperty(section.Name, out _)))
        {
            read[section.Name] = section.Read(given.GetProperty(section.Name), fields + section.Name, errors);
        }

        foreach (var unknown in given.EnumerateObject().Where(property => !Known.Contains(property.Name)))
        {
            errors.Add(fields + unknown.Name, $"is no setting; known here are {string.Join(", ", Known)}");
        }

        foreach (var unused in AlarmLevels.Unused(read))
        {
            errors.Add(fields + unused, $"is set, which only the level {AlarmLevels.Exact} uses, but level is {AlarmLevels.Sensitivity}; leave it out, or set level to {AlarmLevels.Exact}");
        }

        AlarmLevels.Imply(read);
        return read;
    }

    private static JsonDocument? Parse(string text, string root, SettingsErrors errors)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException exception)
        {
            errors.Add(root, $"is not valid JSON ({exception.Message.TrimEnd('.')}); must be an object");
            return null;
        }
    }
}
