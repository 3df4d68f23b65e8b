using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Memory;

/// <summary>What a series takes of a silo's memory: a silo with many against a silo with one, both at the same steady rate.</summary>
internal static class MemoryCommand
{
    private const int BaseSeconds = 20;

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = MemoryArguments.Parse(options);
        await using var servers = await BenchServers.StartAsync();
        foreach (var series in arguments.Series)
        {
            var rate = arguments.RateOf(series);
            var one = await SteadyFill.RunAsync(servers, 1, rate, (long)rate * BaseSeconds, TimeSpan.FromSeconds(2 * BaseSeconds));
            var many = await SteadyFill.RunAsync(servers, series, rate, (long)series * arguments.Samples, TimeSpan.FromMinutes(arguments.Minutes));
            report.Add(
                "memory",
                new JsonObject { ["series"] = series, ["rate"] = rate, ["samples"] = arguments.Samples, ["minutes"] = arguments.Minutes, ["database_fsync"] = true },
                Of(many, one, series));
        }

        report.Print();
    }

    private static JsonObject Of(MemoryRun many, MemoryRun one, int series)
    {
        double PerSeries(Func<MemoryRun, double> bytes) => Figures.Round((bytes(many) - bytes(one)) / series);
        var figures = new JsonObject
        {
            ["bytes_per_series_heap"] = PerSeries(run => run.Heap),
            ["bytes_per_series_committed"] = PerSeries(run => run.CommittedBytes),
            ["bytes_per_series_working_set"] = PerSeries(run => run.WorkingSet),
            ["bytes_per_series_working_set_after_collection"] = PerSeries(run => run.Collected.WorkingSet),
            ["heap_after_collection_bytes"] = many.Heap,
            ["committed_after_collection_bytes"] = many.CommittedBytes,
            ["working_set_bytes"] = many.WorkingSet,
            ["working_set_after_collection_bytes"] = many.Collected.WorkingSet,
            ["one_series_heap_after_collection_bytes"] = one.Heap,
            ["one_series_working_set_bytes"] = one.WorkingSet,
            ["one_series_working_set_after_collection_bytes"] = one.Collected.WorkingSet,
            ["series_met"] = many.Collected.Metrics.Sum("series_active"),
            ["samples_per_series"] = Figures.Round(many.Readings[^1].Processed / series),
            ["samples_per_second"] = Figures.Round(many.Readings[^1].RateSince(many.Readings[0])),
            ["seconds"] = Figures.Round(many.Readings[^1].SecondsSince(many.Readings[0])),
            ["lag_first"] = many.Readings[1].Lag,
            ["lag_middle"] = many.Second[0].Lag,
            ["lag_end"] = many.Readings[^1].Lag,
            ["lag_highest_in_second_half"] = many.Second.Max(reading => reading.Lag),
        };
        return new Checkpoints(many.Second[0], many.Readings[^1]).AddTo(figures);
    }
}
