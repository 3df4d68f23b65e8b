using System.Text.Json;

namespace Anomaly.Detectors.Tests.Golden;

/// <summary>One series of <c>seed_detectors.json</c>, with what the seed's two detectors say of it.</summary>
internal sealed record SeedSeries(
    string Name,
    double[] Values,
    IReadOnlyList<SeedMovingAverageAlarm> MovingAverage,
    IReadOnlyList<SeedBatch> Batches,
    IReadOnlyList<SeedIsolationHit> Hits)
{
    public static TheoryData<string> Names => ["noise", "spikes", "shift"];

    public static SeedSeries Load(string name)
    {
        using var document = JsonDocument.Parse(Resource.Text("seed_detectors.json"));
        var series = document.RootElement.GetProperty(name);
        var forest = series.GetProperty("isolation_forest");
        return new SeedSeries(
            name,
            Json.Numbers(series, "values"),
            [.. series.GetProperty("moving_average").EnumerateArray().Select(alarm =>
                new SeedMovingAverageAlarm(alarm[0].GetInt32(), alarm[1].GetDouble(), alarm[2].GetDouble()))],
            [.. forest.GetProperty("batches").EnumerateArray().Select(batch =>
                new SeedBatch(
                    batch.GetProperty("last_index").GetInt32(),
                    Json.Numbers(batch, "decision"),
                    Json.Number(batch, "dynamic_threshold")))],
            [.. forest.GetProperty("hits").EnumerateArray().Select(hit =>
                new SeedIsolationHit(
                    hit.GetProperty("index").GetInt32(),
                    Json.Number(hit, "smoothed"),
                    Json.Number(hit, "score"),
                    Json.Number(hit, "z_score"),
                    Json.Number(hit, "dynamic_threshold"),
                    hit.GetProperty("streak").GetInt32()))]);
    }
}
