using System.Globalization;
using System.Text.Json;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;

namespace Anomaly.Bench.Pipeline;

/// <summary>
/// The whole pipeline against plain consumers: the same records in the same real broker, each in turn, repeated, medians. The records
/// are made beforehand by <c>Producer</c> in a process of its own; the broker and the database run beside, on the same processors.
/// </summary>
internal static class PipelineBenchmark
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(PipelineArguments arguments)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {arguments.Records} records, {arguments.Partitions} partitions, {arguments.Repeat} runs each");
        await using var kafka = await ApacheKafka.StartAsync(CancellationToken.None);
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        var rows = new List<PipelineRow>();
        foreach (var series in arguments.Series)
        {
            var topic = string.Create(CultureInfo.InvariantCulture, $"bench-{series}");
            await kafka.CreateTopicAsync(topic, arguments.Partitions, CancellationToken.None);
            await RecordSource.ProduceAsync(kafka, topic, series, arguments.Records, anomalyRate: 0.001);
            var raw = new List<double>();
            var full = new List<PipelineRun>();
            for (var i = 0; i < arguments.Repeat; i++)
            {
                raw.Add(await RawConsumers.MeasureAsync(kafka.BootstrapServers, ApacheKafka.ClientSettings, topic, arguments.Partitions));
                var database = await postgres.CreateDatabaseAsync();
                full.Add(await FullPipeline.MeasureAsync(kafka, topic, database, arguments.Records, Math.Max(arguments.Records / 10, 2L * series)));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {series} series, run {i + 1}: pipeline {full[^1].SamplesPerSecond:N0}/s, raw {raw[^1]:N0}/s, ratio {full[^1].SamplesPerSecond / raw[^1]:0.000}"));
            }

            rows.Add(new PipelineRow(
                "pipeline",
                series,
                Median.Of(full.Zip(raw, (run, plain) => run.SamplesPerSecond / plain)),
                Math.Round(Median.Of(full.Select(run => run.SamplesPerSecond))),
                Math.Round(Median.Of(raw)),
                Math.Round(Median.Of(full.Select(run => (double)run.MemoryBytes))),
                Math.Round(Median.Of(full.Select(run => (double)run.SeriesBytes / series))),
                Math.Round(Median.Of(full.Select(run => (double)run.AnomalyBytes / Math.Max(1, run.Anomalies))))));
        }

        Console.WriteLine();
        Console.WriteLine("| series | samples/s | raw/s | ratio | memory, MB | a series in the database, bytes | an anomaly, bytes |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Series} | {row.SamplesPerSecond:N0} | {row.RawPerSecond:N0} | {row.Ratio:0.00} | {row.MemoryBytes / (1 << 20):0} | {row.SeriesBytes} | {row.AnomalyBytes} |"));
        }

        if (arguments.Json is { } file)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(rows, Indented) + "\n");
        }

        return 0;
    }
}
