using System.Globalization;
using System.Text.Json;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>Words and numbers of the table.</summary>
internal static class AnomalyText
{
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>moving_average</c> as "Moving average".</summary>
    public static string Words(string name)
    {
        var words = name.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string ShortId(Guid id) => id.ToString()[^8..];

    public static string AnomalyAddress(Guid id) => $"/ui/anomalies/{id}";

    public static string SeriesAddress(string id) => $"/ui/series?id={Uri.EscapeDataString(id)}";

    /// <summary>The first few fields of an object on one line.</summary>
    public static string Preview(JsonElement json) =>
        string.Join(" · ", json.EnumerateObject().OrderBy(field => field.Value.ValueKind == JsonValueKind.Array).Take(3)
            .Select(field => $"{field.Name.Replace('_', ' ')} {Brief(field.Value)}"));

    public static string Brief(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => $"[{value.GetArrayLength()}]",
        JsonValueKind.Object => "{…}",
        JsonValueKind.Null => "–",
        _ => value.GetRawText(),
    };

    /// <returns>The numbers of an array that holds nothing else; null where it is none.</returns>
    public static double[]? Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            ? [.. value.EnumerateArray().Select(item => item.GetDouble())]
            : null;
}
