using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>Reads rules from JSON and collects what is wrong with their form, by path. What they say is the cluster's to judge.</summary>
internal sealed class RuleReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    /// <summary>What is wrong; empty where nothing is.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    public SeriesRule[] Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
                return [.. document.RootElement.EnumerateArray().Index().Select(item => ReadRule(item.Item, $"[{item.Index}]"))];

            Fail("rules", "are no list; send a JSON array of rules");
        }
        catch (JsonException exception)
        {
            Fail("rules", $"are not valid JSON ({exception.Message.TrimEnd('.')})");
        }
        catch (InvalidOperationException)
        {
            Fail("rules", "hold text that is no Unicode");
        }

        return [];
    }

    private SeriesRule ReadRule(JsonElement rule, string path)
    {
        if (!CheckFields(rule, path, ["name", "match", "settings"]))
            return new SeriesRule { Name = "" };

        return new SeriesRule
        {
            Name = ReadText(rule, "name", path) ?? "",
            Match = rule.TryGetProperty("match", out var match) ? ReadMatch(match, $"{path}.match") : new RuleMatch(),
            Settings = rule.TryGetProperty("settings", out var settings) ? settings.GetRawText() : "{}",
        };
    }

    private RuleMatch ReadMatch(JsonElement match, string path) => CheckFields(match, path, ["series", "labels"])
        ? new RuleMatch { Series = ReadText(match, "series", path), Labels = match.TryGetProperty("labels", out var labels) ? ReadLabels(labels, $"{path}.labels") : new Dictionary<string, string>() }
        : new RuleMatch();

    private Dictionary<string, string> ReadLabels(JsonElement labels, string path)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!CheckFields(labels, path, null))
            return read;

        foreach (var label in labels.EnumerateObject())
        {
            if (ReadText(labels, label.Name, path) is { } pattern)
                read[label.Name] = pattern;
            else
                Fail($"{path}.{label.Name}", "is null; must be a text, or leave the label out");
        }

        return read;
    }

    /// <summary>Null where it is null or absent.</summary>
    private string? ReadText(JsonElement from, string name, string path)
    {
        if (!from.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();

        Fail($"{path}.{name}", $"is {Shown(value)}; must be a text");
        return "";
    }

    private bool CheckFields(JsonElement value, string path, string[]? known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fail(path, $"is {Shown(value)}; must be an object");
            return false;
        }

        foreach (var unknown in value.EnumerateObject().Where(property => known?.Contains(property.Name) == false))
            Fail($"{path}.{unknown.Name}", $"is no field; known here are {string.Join(", ", known!)}");

        return true;
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();

    private void Fail(string path, string complaint) => _errors.TryAdd(path, [complaint]);
}
