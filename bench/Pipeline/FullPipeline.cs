using System.Diagnostics;
using System.Globalization;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Processes;

namespace Anomaly.Bench.Pipeline;

/// <summary>The real silo program, with its detectors and the real database, on the same records.</summary>
internal static class FullPipeline
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Samples a second after a warm-up.</summary>
    /// <param name="kafka">The broker.</param>
    /// <param name="topic">The topic that holds the records.</param>
    /// <param name="postgres">An empty database.</param>
    /// <param name="records">How many records there are, of one sample each.</param>
    /// <param name="warmUp">How many samples are not counted, so that every series was met.</param>
    public static async Task<double> MeasureAsync(ApacheKafka kafka, string topic, string postgres, int records, long warmUp)
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
            var anomalies = await silo.MetricAsync("anomaly_events_total", CancellationToken.None);
            using var process = Process.GetProcessById(silo.Id);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    {to - from} samples in {Stopwatch.GetElapsedTime(started, ended).TotalSeconds:0.0} s; {anomalies} anomalies written, {process.WorkingSet64 >> 20} MB"));
            await silo.StopAsync();
            return (to - from) / Stopwatch.GetElapsedTime(started, ended).TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
