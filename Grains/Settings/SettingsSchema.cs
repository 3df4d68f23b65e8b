using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
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

    private const string Methods = "methods";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static readonly SettingsSection[] Sections =
    [
        SettingsSection.Of<MovingAverageSettings>(MovingAverageOptions.MethodName),
        SettingsSection.Of<IsolationForestSettings>(IsolationForestOptions.MethodName),
    ];

    private static readonly SettingsSection Groups = SettingsSection.Of<GroupSettings>(GroupSettingsReader.Section);

    private static readonly SettingsSection[] All = [.. Sections, Groups];

    private static string Known => string.Join(", ", Sections.Select(section => section.Method));

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
                Sections.First(section => section.Method == detector.Method).NoteNeverAlarms(detector.NeverAlarmsBecause!, fields, errors);
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

        if (given.TryGetProperty(Methods, out var methods))
        {
            read[Methods] = ReadMethods(methods, fields + Methods, errors);
        }

        foreach (var section in All.Where(section => given.TryGetProperty(section.Method, out _)))
        {
            read[section.Method] = section.Read(given.GetProperty(section.Method), fields + section.Method, errors);
        }

        foreach (var unknown in given.EnumerateObject().Where(property => property.Name != Methods && All.All(section => section.Method != property.Name)))
        {
            errors.Add(fields + unknown.Name, $"is no setting; known here are {Methods}, {Known}, {Groups.Method}");
        }

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

    private static JsonArray ReadMethods(JsonElement given, string path, SettingsErrors errors)
    {
        var read = new JsonArray();
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() == 0)
        {
            errors.Add(path, $"is {SettingsErrors.Shown(given.GetRawText())}; must be a list of one or more of {Known}");
            return read;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in given.EnumerateArray().Index())
        {
            var method = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            if (Sections.All(section => section.Method != method))
            {
                errors.Add($"{path}[{index}]", $"is {SettingsErrors.Shown(item.GetRawText())}; must be one of {Known}");
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
}
