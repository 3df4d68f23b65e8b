using System.Globalization;
using Anomaly.Bench.Servers;
using Anomaly.Testing.Kafka;

namespace Anomaly.Bench.Pipeline;

/// <summary>The real silos and plain consumers on the same records, in turn. Each run of the silos has the consumers' mean of before and after beside it.</summary>
internal static class PipelineMeasurement
{
    private const double AnomalyRate = 0.001;

    public static async Task<IReadOnlyList<PipelineRun>> RunAsync(BenchServers servers, PipelinePlan plan)
    {
        var topic = string.Create(CultureInfo.InvariantCulture, $"bench-{plan.Series}");
        await servers.CreateTopicAsync(topic, plan.Partitions);
        await ProducerProcess.FillAsync(servers.Kafka, topic, plan.Series, plan.Records, AnomalyRate);
        Task<double> RawAsync() => RawConsumers.MeasureAsync(servers.Kafka.BootstrapServers, ApacheKafka.ClientSettings, topic, plan.Partitions);

        await RawAsync(); // compiles what it runs
        var runs = new List<PipelineRun>();
        var before = await RawAsync();
        for (var i = 0; i < plan.Repeat; i++)
        {
            foreach (var silos in plan.Silos)
            {
                var run = await RunSilosAsync(servers, topic, plan, silos);
                var after = await RawAsync();
                runs.Add(run with { RawPerSecond = (before + after) / 2 });
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {plan.Series} series, {silos} silos, run {i + 1}: {run.Window.SamplesPerSecond:N0}/s ({run.Window.Samples:N0} in {run.Window.Seconds:0.0} s), raw {before:N0}/s and {after:N0}/s, ratio {runs[^1].Ratio:0.000}, {run.Database.Anomalies} anomalies"));
                before = after;
            }
        }

        await servers.DeleteTopicAsync(topic);
        return runs;
    }

    private static async Task<PipelineRun> RunSilosAsync(BenchServers servers, string topic, PipelinePlan plan, int count)
    {
        var settings = await servers.SettingsAsync(topic);
        await using var silos = await BenchSilos.StartAsync(servers, settings, count);
        var window = await PipelineWindow.MeasureAsync(silos, plan, count);
        var end = await silos.WaitAsync(reading => reading.Processed >= plan.Records);
        var collected = await silos.CollectAsync();
        await silos.StopAsync();
        return new PipelineRun
        {
            Silos = count,
            Window = window,
            RawPerSecond = 0,
            WorkingSet = end.WorkingSet,
            Heap = collected.Heap,
            Database = await DatabaseSizes.ReadAsync(settings["POSTGRES_CONNECTION"]),
        };
    }
}
