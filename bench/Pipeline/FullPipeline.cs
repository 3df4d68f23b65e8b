using System.Diagnostics;
using System.Globalization;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Processes;
using Npgsql;

namespace Anomaly.Bench.Pipeline;

/// <summary>The real silo program, with its detectors and the real database, on the same records.</summary>
internal static class FullPipeline
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs it, and looks at what it left in the database.</summary>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic that holds the records.</param>
    /// <param name="postgres">An empty database.</param>
    /// <param name="records">How many records there are, of one sample each.</param>
    /// <param name="warmUp">How many samples are not counted, so that every series was met.</param>
    public static async Task<PipelineRun> MeasureAsync(ApacheKafka kafka, string topic, string postgres, int records, long warmUp)
    {
        var folder = Directory.CreateTempSubdirectory("anomaly-bench").FullName;
        var settings = new Dictionary<string, string>
        {
            ["Kafka__BootstrapServers"] = kafka.BootstrapServers,
            ["Kafka__Topic"] = topic,
            ["POSTGRES_CONNECTION"] = postgres,
            ["Cluster__Single"] = "true",
            ["Web__Enabled"] = "false",
        };
        foreach (var (name, value) in ApacheKafka.ClientSettings)
        {
            settings["Kafka__Client__" + name] = value;
        }

        try
        {
            await using var silo = await SiloProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Anomaly.Silo.dll"), folder, settings);
            var (from, started) = await ReachAsync(silo, warmUp);
            var (to, ended) = await ReachAsync(silo, records);
            var seconds = Stopwatch.GetElapsedTime(started, ended).TotalSeconds;
            long memory;
            using (var process = Process.GetProcessById(silo.Id))
            {
                memory = process.WorkingSet64;
            }

            await silo.StopAsync();
            var run = await LookAsync(postgres) with { SamplesPerSecond = (to - from) / seconds, MemoryBytes = memory };
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {to - from} samples in {seconds:0.0} s; {run.Anomalies} anomalies written, {memory >> 20} MB; in the database {run.SeriesBytes >> 20} MB of series, {run.AnomalyBytes >> 20} MB of anomalies"));
            return run;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<PipelineRun> LookAsync(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("""
            select pg_total_relation_size('anomaly.series') + pg_total_relation_size('anomaly.series_state'),
              pg_total_relation_size('anomaly.anomalies'), (select count(*) from anomaly.anomalies)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(0, 0, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static async Task<(double Count, long At)> ReachAsync(SiloProcess silo, long samples)
    {
        for (; ; )
        {
            var count = await silo.MetricAsync("metrics_processed_total", CancellationToken.None);
            if (count >= samples)
            {
                return (count, Stopwatch.GetTimestamp());
            }

            await Task.Delay(Look);
        }
    }
}
