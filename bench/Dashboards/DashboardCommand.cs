using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Bench.Reporting;
using Anomaly.Bench.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Bench.Dashboards;

/// <summary>
/// What open dashboards cost: one silo reads a long log at full speed, and in turn nobody looks and many do. Each stretch with pages is
/// held against the two beside it without. One sample in a thousand is an injected anomaly, and the thresholds are such that not many more
/// are found, which is still some ten thousand a minute.
/// </summary>
internal static class DashboardCommand
{
    private const int Partitions = 4;
    private const string Topic = "bench-dashboards";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(CommandOptions options)
    {
        var report = new Report(options);
        var arguments = DashboardArguments.Parse(options);
        await using var servers = await BenchServers.StartAsync();
        await servers.CreateTopicAsync(Topic, Partitions);
        await ProducerProcess.FillAsync(servers.Kafka, Topic, arguments.Series, arguments.Records, anomalyRate: 0.001);
        var settings = await servers.SettingsAsync(Topic, web: true);
        (settings["MA_THRESHOLD"], settings["IF_MIN_ANOMALY_CONSEC"]) = ("100", "20");
        await using var silos = await BenchSilos.StartAsync(servers, settings);
        var figures = await MeasureAsync(silos, arguments);
        await silos.StopAsync();
        report.Add(
            "dashboards",
            new JsonObject { ["dashboards"] = arguments.Dashboards, ["series"] = arguments.Series, ["records"] = arguments.Records, ["database_fsync"] = true },
            figures);
        report.Print();
    }

    private static async Task<JsonObject> MeasureAsync(BenchSilos silos, DashboardArguments arguments)
    {
        var web = silos.First.Web;
        var series = await SeriesAsync(silos.First);
        await using (await OpenDashboards.OpenAsync(web, arguments.Dashboards, series, CancellationToken.None))
        {
            // The rate rises until all that runs often is compiled, the pages' code too: nothing counts before.
            await silos.WaitAsync(reading => reading.Processed >= arguments.Records * 0.3);
        }

        List<double> without = [await RateAsync(silos)], with = [], drawings = [], bytes = [];
        var start = await silos.ReadAsync();
        var end = start;
        while (true)
        {
            await using (var open = await OpenDashboards.OpenAsync(web, arguments.Dashboards, series, CancellationToken.None))
            {
                with.Add(await RateAsync(silos));
                var (perSecond, each) = open.Rates();
                drawings.Add(perSecond);
                bytes.Add(each);
            }

            without.Add(await RateAsync(silos));
            end = await silos.ReadAsync();
            if (end.Processed >= arguments.Records)
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

        const double Minute = 60;
        double[] ratios = [.. with.Select((rate, i) => rate / ((without[i] + without[i + 1]) / 2))];
        return new JsonObject()
            .Spread("ratio", ratios)
            .Spread("samples_per_second_with", with)
            .Spread("samples_per_second_without", without)
            .Middle("drawings_per_second", drawings)
            .Middle("bytes_per_second_a_dashboard", bytes)
            .Middle("anomalies_per_minute", [end.Growth(start, "anomaly_events_total") / end.SecondsSince(start) * Minute]);
    }

    private static async Task<double> RateAsync(BenchSilos silos)
    {
        var from = await silos.ReadAsync();
        await Task.Delay(Stretch);
        return (await silos.ReadAsync()).RateSince(from);
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
