using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Anomaly.Dashboard.Tests.Contract;

/// <summary>
/// As much of JSON Schema as the API's description uses, and stricter: a property that is not described is an error, and so is a
/// keyword that this validator does not know.
/// </summary>
internal sealed class SchemaValidator(JsonNode document)
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "type", "properties", "required", "enum", "items", "oneOf", "anyOf", "allOf", "additionalProperties", "format",
        "description", "default", "minimum", "maximum", "title", "example",
    ];

    public List<string> Validate(JsonNode? value, JsonNode schema)
    {
        var errors = new List<string>();
        Check(value, Resolve(schema), "$", errors);
        return errors;
    }

    private void Check(JsonNode? value, JsonObject schema, string path, List<string> errors)
    {
        foreach (var (keyword, _) in schema)
        {
            if (!Known.Contains(keyword))
                errors.Add($"{path}: the schema's keyword '{keyword}' is not known here");
        }

        if (schema["type"] is { } type && !Types(type).Any(name => IsOf(value, name)))
            errors.Add($"{path}: {Show(value)} is not of type {type.ToJsonString()}");
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            errors.Add($"{path}: {Show(value)} is none of {allowed.ToJsonString()}");
        if (schema["format"]?.GetValue<string>() is { } format && value is JsonValue && !HasFormat(value, format))
            errors.Add($"{path}: {Show(value)} is no {format}");
        if (schema["minimum"] is { } least && value?.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() < double.Parse(least.ToString(), CultureInfo.InvariantCulture))
            errors.Add($"{path}: {Show(value)} is below {least}");

        CheckAlternatives(value, schema, path, errors);
        if (value is JsonArray array && schema["items"] is { } items)
        {
            for (var i = 0; i < array.Count; i++)
                Check(array[i], Resolve(items), $"{path}[{i}]", errors);
        }

        // An empty schema allows anything.
        if (value is JsonObject instance && schema.Count > 0 && schema["oneOf"] is null && schema["anyOf"] is null)
            CheckObject(instance, schema, path, errors);
    }

    private void CheckAlternatives(JsonNode? value, JsonObject schema, string path, List<string> errors)
    {
        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (schema[keyword] is JsonArray alternatives && !alternatives.Any(one => Validate(value, one!).Count == 0))
                errors.Add($"{path}: {Show(value)} fits none of {keyword}: {string.Join("; ", alternatives.SelectMany(one => Validate(value, one!)))}");
        }

        if (schema["allOf"] is not null)
            errors.Add($"{path}: allOf is not used in this API");
    }

    private void CheckObject(JsonObject instance, JsonObject schema, string path, List<string> errors)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !instance.ContainsKey(name)))
            errors.Add($"{path}: '{name}' is required");

        foreach (var (name, value) in instance)
        {
            if (properties[name] is { } property)
                Check(value, Resolve(property), $"{path}.{name}", errors);
            else if (schema["additionalProperties"] is JsonObject more)
                Check(value, Resolve(more), $"{path}.{name}", errors);
            else
                errors.Add($"{path}: '{name}' is not described");
        }
    }

    private JsonObject Resolve(JsonNode schema)
    {
        while (schema is JsonObject && schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var target = document;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                target = target[step] ?? throw new InvalidOperationException($"The description refers to {reference}, which it does not hold.");

            schema = target;
        }

        return schema as JsonObject ?? [];
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("array", JsonValueKind.Array) or ("object", JsonValueKind.Object) => true,
        ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => Regex.IsMatch(value!.ToJsonString(), "^-?[0-9]+$"),
        _ => false,
    };

    private static bool HasFormat(JsonNode value, string format) => format switch
    {
        "date-time" => Regex.IsMatch(value.ToString(), @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"),
        "uuid" => Guid.TryParseExact(value.ToString(), "D", out _),
        "double" => value.GetValueKind() == JsonValueKind.Number,
        "int32" => int.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "int64" => long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static string Show(JsonNode? value) => value?.ToJsonString() ?? "null";
}
