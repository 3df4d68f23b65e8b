using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;

namespace Anomaly.Bench.Pipeline;

/// <summary>
/// The whole pipeline against plain consumers: the same records in the same real broker, each in turn, repeated. The records
/// are made beforehand by <c>Producer</c> in a process of its own; the broker and the database run beside, on the same processors.
/// </summary>
internal static class PipelineCommand
{
    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = PipelineArguments.Parse(options);
        await using var servers = await BenchServers.StartAsync();
        foreach (var series in arguments.Series)
        {
            var plan = new PipelinePlan(series, arguments.Records, arguments.Partitions, arguments.Repeat, arguments.Silos == 1 ? [1] : [1, arguments.Silos]);
            var runs = (await PipelineMeasurement.RunAsync(servers, plan)).ToLookup(run => run.Silos);
            foreach (var silos in plan.Silos)
            {
                var figures = PipelineFigures.Of([.. runs[silos]], series);
                if (silos > 1)
                    figures.Spread("ratio_to_one_silo", [.. runs[silos].Zip(runs[1], (several, one) => several.Ratio / one.Ratio)]);
                report.Add("pipeline", Parameters(plan, silos), figures);
            }
        }

        report.Print();
    }

    private static JsonObject Parameters(PipelinePlan plan, int silos) => new()
    {
        ["series"] = plan.Series,
        ["records"] = plan.Records,
        ["partitions"] = plan.Partitions,
        ["repeat"] = plan.Repeat,
        ["silos"] = silos,
        ["database_fsync"] = true,
    };
}
