using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Notifications.Definitions;

namespace Anomaly.Notifications.Routing;

/// <summary>Matchers as JSON: Alertmanager's objects, <c>{"name":"host","value":"web-.*","isRegex":true,"isEqual":true}</c>; read in their text form too.</summary>
internal static class MatcherJson
{
    private const int Most = 100;

    /// <summary>Reads the list of matchers in a field.</summary>
    public static IReadOnlyList<Matcher> ReadAll(ObjectReader from, string field) =>
        [.. from.List(field, Most, "matchers").Select((value, index) => Read(value, $"{from.PathOf(field)}[{index}]", from.Errors)).OfType<Matcher>()];

    /// <summary>Writes matchers.</summary>
    public static JsonArray WriteAll(IEnumerable<Matcher> matchers) => [.. matchers.Select(matcher => (JsonNode)new JsonObject
    {
        ["name"] = matcher.Name,
        ["value"] = matcher.Value,
        ["isRegex"] = matcher.IsRegex,
        ["isEqual"] = matcher.IsEqual,
    })];

    private static Matcher? Read(JsonElement value, string path, FieldErrors errors)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            if (!MatcherText.TryParse(value.GetString()!, out var parsed, out var complaint))
                errors.Add(path, complaint);

            return parsed;
        }

        var before = errors.ByPath.Count;
        var reader = new ObjectReader(value, path, errors, "name", "value", "isRegex", "isEqual");
        if (!reader.IsObject)
            return null;

        var name = reader.Required("name", Matcher.MaxLength);
        var text = reader.Text("value", Matcher.MaxLength);
        if (text is null && reader.Find("value") is null)
            errors.Add(reader.PathOf("value"), "is missing; must be a text, which may be empty");

        var isRegex = reader.Flag("isRegex", false);
        var isEqual = reader.Flag("isEqual", true);
        if (isRegex && text is not null && Matcher.FindFlaw(text) is { } flaw)
            errors.Add(reader.PathOf("value"), $"is '{FieldErrors.Shown(text)}', an expression that {flaw}");

        return errors.ByPath.Count == before ? new Matcher(name, text!, isRegex, isEqual) : null;
    }
}
