using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Anomaly.Bench.Pipeline;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Anomaly.Testing.Processes;

namespace Anomaly.Bench.Dashboards;

/// <summary>
/// What open dashboards cost: one silo reads a long log at full speed, and in turn nobody looks and many do. Each stretch with pages is
/// held against the two beside it without. One sample in a thousand is an injected anomaly, and the thresholds are such that not many more
/// are found, which is still some ten thousand a minute.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Partitions = 4;
    private const string Topic = "bench-dashboards";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(DashboardArguments arguments)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {arguments.Records} records, {arguments.Series} series, {arguments.Dashboards} dashboards");
        await using var kafka = await ApacheKafka.StartAsync(CancellationToken.None);
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await kafka.CreateTopicAsync(Topic, Partitions, CancellationToken.None);
        await RecordSource.ProduceAsync(kafka, Topic, arguments.Series, arguments.Records, anomalyRate: 0.001);
        var folder = Directory.CreateTempSubdirectory("anomaly-bench").FullName;
        try
        {
            await using var silo = await SiloProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Anomaly.Silo.dll"), folder, await SettingsAsync(kafka, postgres));
            var row = await MeasureAsync(silo, arguments);
            await silo.StopAsync();
            Console.WriteLine();
            Console.WriteLine("| dashboards | samples/s with | without | ratio | drawings/s | B/s a dashboard | anomalies/min |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Dashboards} | {row.With:N0} | {row.Without:N0} | {row.Ratio:0.00} | {row.DrawingsPerSecond:N0} | {row.BytesPerSecond:N0} | {row.AnomaliesPerMinute:N0} |"));
            if (arguments.Json is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(row, Indented) + "\n");

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(ApacheKafka kafka, PostgresServer postgres)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kafka__BootstrapServers"] = kafka.BootstrapServers,
            ["Kafka__Topic"] = Topic,
            ["POSTGRES_CONNECTION"] = await postgres.CreateDatabaseAsync(),
            ["Cluster__Single"] = "true",
            ["MA_THRESHOLD"] = "100",
            ["IF_MIN_ANOMALY_CONSEC"] = "20",
        };
        foreach (var (name, value) in ApacheKafka.ClientSettings)
            settings["Kafka__Client__" + name] = value;

        return settings;
    }

    private static async Task<DashboardRow> MeasureAsync(SiloProcess silo, DashboardArguments arguments)
    {
        var series = await SeriesAsync(silo);
        await using (await OpenDashboards.OpenAsync(silo.Web, arguments.Dashboards, series, CancellationToken.None))
        {
            // The rate rises until all that runs often is compiled, the pages' code too: nothing counts before.
            while (await silo.MetricAsync("metrics_processed_total", CancellationToken.None) < arguments.Records * 0.3)
                await Task.Delay(Pause);
        }

        List<double> without = [await RateAsync(silo)], with = [], drawings = [], bytes = [];
        var (found, since) = (await silo.MetricAsync("anomaly_events_total", CancellationToken.None), Stopwatch.GetTimestamp());
        while (true)
        {
            await using (var open = await OpenDashboards.OpenAsync(silo.Web, arguments.Dashboards, series, CancellationToken.None))
            {
                with.Add(await RateAsync(silo));
                var (perSecond, each) = open.Rates();
                drawings.Add(perSecond);
                bytes.Add(each);
            }

            without.Add(await RateAsync(silo));
            if (await silo.MetricAsync("metrics_processed_total", CancellationToken.None) >= arguments.Records)
            {
                // The log's end came in this stretch.
                with.RemoveAt(with.Count - 1);
                without.RemoveAt(without.Count - 1);
                break;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  with {with[^1]:N0}/s, without {without[^2]:N0}/s and {without[^1]:N0}/s, ratio {with[^1] / ((without[^1] + without[^2]) / 2):0.000}"));
        }

        if (with.Count == 0)
            throw new InvalidOperationException("The log ended before anything was measured; give more --records.");

        var perMinute = (await silo.MetricAsync("anomaly_events_total", CancellationToken.None) - found) / Stopwatch.GetElapsedTime(since).TotalMinutes;
        var ratios = with.Select((rate, i) => rate / ((without[i] + without[i + 1]) / 2));
        return new DashboardRow(
            "dashboards", arguments.Dashboards, arguments.Series, Math.Round(Median.Of(ratios), 3), Math.Round(Median.Of(with)), Math.Round(Median.Of(without)),
            Math.Round(Median.Of(drawings)), Math.Round(Median.Of(bytes)), Math.Round(perMinute));
    }

    private static async Task<double> RateAsync(SiloProcess silo)
    {
        var (from, since) = (await silo.MetricAsync("metrics_processed_total", CancellationToken.None), Stopwatch.GetTimestamp());
        await Task.Delay(Stretch);
        var to = await silo.MetricAsync("metrics_processed_total", CancellationToken.None);
        return (to - from) / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    /// <summary>Some series, once there are any.</summary>
    private static async Task<IReadOnlyList<string>> SeriesAsync(SiloProcess silo)
    {
        for (; ; )
        {
            using var page = JsonDocument.Parse(await silo.Web.GetStringAsync(new Uri("/api/v1/series?limit=40", UriKind.Relative)));
            if (page.RootElement.GetArrayLength() > 0)
                return [.. page.RootElement.EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

            await Task.Delay(Pause);
        }
    }
}
