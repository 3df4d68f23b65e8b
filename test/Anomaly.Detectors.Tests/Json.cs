using System.Text.Json;

namespace Anomaly.Detectors.Tests;

/// <summary>Reads the JSON of files and alarms.</summary>
internal static class Json
{
    public static JsonElement Parse(string text) => JsonElement.Parse(text);

    public static double[] Numbers(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    public static double Number(JsonElement parent, string name) => parent.GetProperty(name).GetDouble();

    /// <summary>Every number, however deep.</summary>
    public static IEnumerable<double> AllNumbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDouble()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(AllNumbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => AllNumbers(property.Value)),
        _ => [],
    };
}
