using System.Text.Json.Nodes;
using Anomaly.Bench.Pipeline;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Growth;

/// <summary>How the pipeline's speed, its CPU time and its memory change with the number of series: rows and a picture.</summary>
internal static class GrowthCommand
{
    private const int Partitions = 4;
    private const int Few = 16; // each partition has some, so that what a partition takes is no part of a series
    private const int LeastRecords = 2_000_000;
    private const int PerSeries = 4;
    private const double Micro = 1e6;

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var series = options.Numbers("--series", 1000, 10_000, 100_000, 1_000_000);
        var (records, repeat, picture) = (options.NumberOrNull("--records"), options.Number("--repeat", 1), options.Text("--picture") ?? Path.Combine("docs", "images", "growth.svg"));
        options.End();
        if (series.Min() <= Few)
            throw new OptionException($"--series has {series.Min()}; each must be more than {Few}");
        await using var servers = await BenchServers.StartAsync();
        var few = Median.Of((await PipelineMeasurement.RunAsync(servers, Plan(Few, records ?? LeastRecords, 1))).Select(run => run.Heap));
        var points = new List<GrowthPoint>();
        foreach (var count in series.Order())
        {
            var plan = Plan(count, records ?? Math.Max(LeastRecords, PerSeries * count), repeat);
            var runs = await PipelineMeasurement.RunAsync(servers, plan);
            var point = new GrowthPoint(
                count,
                Median.Of(runs.Select(run => run.Window.SamplesPerSecond)),
                Median.Of(runs.Select(run => Micro * run.Window.Cpu.Silo / run.Window.Samples)),
                Median.Of(runs.Select(run => (run.Heap - few) / (count - Few))));
            points.Add(point);
            var figures = new JsonObject { ["bytes_per_series_heap"] = Figures.Round(point.BytesPerSeries) };
            foreach (var (name, value) in PipelineFigures.Of(runs, count))
                figures[name] = value!.DeepClone();
            report.Add("growth", new JsonObject { ["series"] = count, ["records"] = plan.Records, ["partitions"] = Partitions, ["repeat"] = repeat, ["database_fsync"] = true }, figures);
        }

        await File.WriteAllTextAsync(picture, GrowthPicture.Draw(points));
        report.Print();
    }

    private static PipelinePlan Plan(int series, int records, int repeat) => new(series, records, Partitions, repeat, [1]);
}
