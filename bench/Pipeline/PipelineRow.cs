using System.Text.Json.Serialization;

namespace Anomaly.Bench.Pipeline;

/// <summary>A row of the result.</summary>
internal sealed record PipelineRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("series")] int Series,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("samples_per_second")] double SamplesPerSecond,
    [property: JsonPropertyName("raw_per_second")] double RawPerSecond,
    [property: JsonPropertyName("memory_bytes")] double MemoryBytes,
    [property: JsonPropertyName("series_bytes")] double SeriesBytes,
    [property: JsonPropertyName("anomaly_bytes")] double AnomalyBytes);
