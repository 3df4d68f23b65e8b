using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>What a method saw, read from the context of its anomaly whatever the method is.</summary>
internal sealed class DecisionContext
{
    private readonly Dictionary<string, double[]> _arrays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _numbers = new(StringComparer.Ordinal);

    public DecisionContext(AnomalyRecord record)
    {
        foreach (var field in FreeObject.Parse(record.Context).EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Number)
                _numbers[field.Name] = field.Value.GetDouble();
            else if (Numbers(field.Value) is { } numbers)
                _arrays[field.Name] = numbers;
        }

        ValuesName = _arrays.ContainsKey("window") ? "window" : _arrays.ContainsKey("buffer") ? "buffer" : _arrays.Keys.FirstOrDefault();
        Values = ValuesName is null ? [] : _arrays[ValuesName];
        Flagged = Place(record);
    }

    public string? ValuesName { get; }

    /// <summary>The samples; empty where the context has no array of numbers.</summary>
    public double[] Values { get; }

    /// <summary>The index of the sample that the anomaly is about; null where it cannot be told.</summary>
    public int? Flagged { get; }

    public double? Number(string name) => _numbers.TryGetValue(name, out var number) ? number : null;

    /// <returns>An array with a number for each sample; null where there is none of that name.</returns>
    public double[]? PerSample(string name) =>
        name != ValuesName && _arrays.TryGetValue(name, out var numbers) && numbers.Length == Values.Length ? numbers : null;

    private int? Place(AnomalyRecord record)
    {
        if (Number("index") is { } index && index >= 0 && index < Values.Length)
            return (int)index;

        var last = Array.LastIndexOf(Values, record.Value);
        return last < 0 ? null : last;
    }

    /// <returns>Null where it is no array of numbers; a null in one is a number that could not be written.</returns>
    private static double[]? Numbers(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
            return null;

        var numbers = new double[value.GetArrayLength()];
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null))
                return null;

            numbers[at++] = item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble();
        }

        return numbers;
    }
}
