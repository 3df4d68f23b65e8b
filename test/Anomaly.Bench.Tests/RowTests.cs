using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;

namespace Anomaly.Bench.Tests;

public sealed class RowTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"anomaly-rows-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Add_SameMeasurementAgain_TakesThePlaceOfTheOlder()
    {
        RowFile.Add(_file, Make(500, 1));
        RowFile.Add(_file, Make(10_000, 2));
        RowFile.Add(_file, Make(500, 3));

        var rows = RowFile.Read(_file);
        Assert.Equal([3, 2], rows.Select(row => row.Figures["ratio"]!.GetValue<double>()));
        Assert.Equal("bench/run.sh pipeline", rows[0].Command);
    }

    [Fact]
    public void Table_RowsOfOneName_StandBesideEachOther()
    {
        var table = RowTable.Of([Make(500, 0.25), Make(10_000, 123_456)]);

        Assert.Contains("## pipeline\n\n`bench/run.sh pipeline`, 2026-11-27, 2 processors, load average 0.5 before and 1.5 at the end\n", table, StringComparison.Ordinal);
        Assert.Contains("| series | 500 | 10,000 |\n", table, StringComparison.Ordinal);
        Assert.Contains("| **ratio** | 0.25 | 123,456 |\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_OfSeveralRuns_AreTheMedianWithItsSpread()
    {
        var figures = new JsonObject().Spread("rate", [3, 1, 2.00004]).Percentiles("wait", "ms", Enumerable.Range(1, 200).Select(i => (double)i));
        Assert.Equal("""{"rate":2,"rate_min":1,"rate_max":3,"wait_count":200,"wait_p50_ms":100,"wait_p99_ms":198,"wait_max_ms":200}""", figures.ToJsonString());
    }

    private static Row Make(int series, double ratio) =>
        new("pipeline", new JsonObject { ["series"] = series }, new JsonObject { ["ratio"] = ratio }, "bench/run.sh pipeline", "2026-11-27T10:00:00Z", 2, 0.5, 1.5);
}
