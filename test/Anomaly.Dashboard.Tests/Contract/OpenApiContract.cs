using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Tests.Contract;

/// <summary>What the served description promises.</summary>
internal sealed class OpenApiContract(JsonNode document)
{
    private readonly SchemaValidator _validator = new(document);

    public JsonNode Document => document;

    public static OpenApiContract Parse(string json) => new(JsonNode.Parse(json)!);

    /// <summary>The described address that a path is an instance of; null where there is none. Literal ones go first.</summary>
    public string? Template(string path) => document["paths"]!.AsObject()
        .Select(entry => entry.Key)
        .OrderBy(template => template.Contains('{', StringComparison.Ordinal))
        .FirstOrDefault(template => Fits(path, template));

    /// <returns>What is wrong with the answer; empty where nothing is.</returns>
    public List<string> Check(string method, string template, int status, string? mediaType, string body)
    {
        var operation = document["paths"]![template]![method.ToLowerInvariant()];
        if (operation is null)
            return status == 405 ? [] : [$"{method} {template} is not described but answers {status}"];
        if (operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } response)
            return [$"{method} {template}: status {status} is not described"];
        if (body.Length == 0 && response["content"] is null)
            return [];
        if (mediaType is null || response["content"]?[mediaType] is not { } content)
            return [$"{method} {template} {status}: media type '{mediaType}' is not described"];

        return mediaType.EndsWith("json", StringComparison.Ordinal) && mediaType != "application/x-ndjson"
            ? _validator.Validate(JsonNode.Parse(body), content["schema"]!)
            : [];
    }

    /// <returns>What is wrong with a value that should fit the schema of an answer.</returns>
    public List<string> CheckValue(JsonNode? value, string template, string mediaType) =>
        _validator.Validate(value, document["paths"]![template]!["get"]!["responses"]!["200"]!["content"]![mediaType]!["schema"]!);

    private static bool Fits(string path, string template)
    {
        var parts = path.Split('/');
        var pattern = template.Split('/');
        return parts.Length == pattern.Length
            && parts.Zip(pattern).All(pair => pair.Second.StartsWith('{') ? pair.First.Length > 0 : pair.First == pair.Second);
    }
}
