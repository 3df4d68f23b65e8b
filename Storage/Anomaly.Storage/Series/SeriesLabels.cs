using System.Text.Encodings.Web;
using System.Text.Json;
using Anomaly.Storage.Schema;

namespace Anomaly.Storage.Series;

/// <summary>Labels as JSON objects with sorted keys, and the text that a search looks at.</summary>
internal static class SeriesLabels
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON object; a value that is not a string is given as it is written. Null and no object: no labels.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string? json)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json is null or "{}")
            return labels;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return labels;
        foreach (var label in document.RootElement.EnumerateObject())
            labels[label.Name] = label.Value.ToString();
        return labels;
    }

    /// <summary>Writes a JSON object with sorted keys, without what a database cannot keep.</summary>
    public static string Write(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
            return "{}";
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
                writer.WriteString(StoredText.Clean(name), StoredText.Clean(value));
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>
    /// What a search looks at: id, names and values in lower case, a line each (an id has no control characters, and a search text
    /// none that could span two lines). Made here because databases disagree on what lower case is.
    /// </summary>
    public static string SearchText(string seriesId, string? json)
    {
        var labels = Parse(json);
        return StoredText.Clean(string.Join('\n', [seriesId, .. labels.Keys, .. labels.Values]).ToLowerInvariant());
    }

    /// <summary>What is looked for in <see cref="SearchText"/>.</summary>
    public static string? Needle(string? match) =>
        string.IsNullOrEmpty(match) ? null : StoredText.Clean(match.ToLowerInvariant());
}
