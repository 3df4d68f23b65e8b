using System.Text.Json;

namespace Anomaly.Dashboard.Api.Json;

/// <summary>A JSON object that a detector wrote: passed on as it is.</summary>
internal static class FreeObject
{
    public static JsonElement Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Shown below as the text it is: an answer with one odd field is worth more than none.
        }

        return JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["unreadable"] = json });
    }
}
