using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Anomalies;

namespace Anomaly.Dashboard.Ui.Json;

/// <summary>A JSON object on one line: its first few fields, short ones before arrays.</summary>
internal static class JsonPreview
{
    private const int MostParsed = 65_536, Fields = 3, LongestName = 40, LongestText = 60;

    public static string Of(string json) => json.Length > MostParsed
        ? $"{AnomalyText.Size(json.Length)} of JSON"
        : string.Join(" · ", FreeObject.Parse(json).EnumerateObject().OrderBy(field => field.Value.ValueKind == JsonValueKind.Array).Take(Fields)
            .Select(field => $"{AnomalyText.Clip(field.Name.Replace('_', ' '), LongestName)} {Brief(field.Value)}"));

    private static string Brief(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => AnomalyText.Number(value.GetDouble()),
        JsonValueKind.String => AnomalyText.Clip(value.GetString() ?? "", LongestText),
        JsonValueKind.Array => $"[{value.GetArrayLength()}]",
        JsonValueKind.Object => "{…}",
        JsonValueKind.Null => "–",
        _ => value.GetRawText(),
    };
}
