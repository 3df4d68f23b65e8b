using System.Text.Json;

namespace Anomaly.Chaos.Checking;

/// <summary>Reads the load's records without any of the service's code.</summary>
internal static class RecordText
{
    /// <summary>The samples of a record, in order; null where it cannot be read.</summary>
    public static List<ReadSample>? Read(string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }

        using (document)
        {
            var samples = new List<ReadSample>();
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in document.RootElement.EnumerateArray())
                {
                    Add(samples, element);
                }
            }
            else
            {
                Add(samples, document.RootElement);
            }

            return samples;
        }
    }

    private static void Add(List<ReadSample> samples, JsonElement element)
    {
        var series = element.GetProperty("series").GetString()!;
        var labels = element.TryGetProperty("labels", out var own) ? own.GetRawText() : null;
        if (element.TryGetProperty("samples", out var several))
        {
            foreach (var pair in several.EnumerateArray())
            {
                samples.Add(new ReadSample(series, samples.Count, pair[0].GetInt64(), pair[1].GetDouble(), labels));
            }
        }
        else
        {
            samples.Add(new ReadSample(series, samples.Count, element.GetProperty("timestamp").GetInt64(), element.GetProperty("value").GetDouble(), labels));
        }
    }
}
