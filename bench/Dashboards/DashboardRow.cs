using System.Text.Json.Serialization;

namespace Anomaly.Bench.Dashboards;

/// <summary>A row of the result.</summary>
internal sealed record DashboardRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("dashboards")] int Dashboards,
    [property: JsonPropertyName("series")] int Series,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("samples_per_second_with")] double With,
    [property: JsonPropertyName("samples_per_second_without")] double Without,
    [property: JsonPropertyName("drawings_per_second")] double DrawingsPerSecond,
    [property: JsonPropertyName("bytes_per_second_a_dashboard")] double BytesPerSecond,
    [property: JsonPropertyName("anomalies_per_minute")] double AnomaliesPerMinute);
