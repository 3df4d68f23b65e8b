using System.Globalization;
using System.Text.Json;
using Anomaly.Bench.Pipeline;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Anomaly.Testing.Processes;

namespace Anomaly.Bench.Dashboards;

/// <summary>
/// What open dashboards cost: the same records through the same silo without and with them, in turn. One sample in a thousand is an
/// injected anomaly, so that there is something to show.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Partitions = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(DashboardArguments arguments)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, {arguments.Records} records, {arguments.Series} series, {arguments.Dashboards} dashboards, {arguments.Repeat} runs each");
        await using var kafka = await ApacheKafka.StartAsync(CancellationToken.None);
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        const string topic = "bench-dashboards";
        await kafka.CreateTopicAsync(topic, Partitions, CancellationToken.None);
        await RecordSource.ProduceAsync(kafka, topic, arguments.Series, arguments.Records, anomalyRate: 0.001);

        List<double> with = [], without = [], drawings = [], bytes = [];
        for (var i = 0; i < arguments.Repeat; i++)
        {
            without.Add(await MeasureAsync(0));
            with.Add(await MeasureAsync(arguments.Dashboards));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  run {i + 1}: with {with[^1]:N0}/s, without {without[^1]:N0}/s, ratio {with[^1] / without[^1]:0.000}; {drawings[^1]:N0} drawings/s, {bytes[^1]:N0} B/s a dashboard"));
        }

        var row = new DashboardRow(
            "dashboards", arguments.Dashboards, arguments.Series, Math.Round(Median.Of(with.Zip(without, (w, wo) => w / wo)), 3),
            Math.Round(Median.Of(with)), Math.Round(Median.Of(without)), Math.Round(Median.Of(drawings)), Math.Round(Median.Of(bytes)));
        Console.WriteLine();
        Console.WriteLine("| dashboards | samples/s with | without | ratio | drawings/s | B/s a dashboard |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Dashboards} | {row.With:N0} | {row.Without:N0} | {row.Ratio:0.00} | {row.DrawingsPerSecond:N0} | {row.BytesPerSecond:N0} |"));
        if (arguments.Json is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(row, Indented) + "\n");

        return 0;

        async Task<double> MeasureAsync(int dashboards)
        {
            OpenDashboards? open = null;
            var database = await postgres.CreateDatabaseAsync();
            var rate = await FullPipeline.MeasureAsync(
                kafka, topic, database, arguments.Records, arguments.Records * 2L / 5,
                async silo => open = await OpenDashboards.OpenAsync(silo.Web, dashboards, await SeriesAsync(silo), CancellationToken.None),
                () =>
                {
                    if (dashboards > 0)
                    {
                        var (perSecond, each) = open!.Rates();
                        drawings.Add(perSecond);
                        bytes.Add(each);
                    }
                });
            return rate;
        }
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
