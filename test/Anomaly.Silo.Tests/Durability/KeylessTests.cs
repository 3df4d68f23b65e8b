using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>Records without a key, on the real broker and the real database, through a kill. What has an order is killed in Cluster and in the chaos run.</summary>
public sealed class KeylessTests(RealServers servers)
{
    private const int Partitions = 3;

    [Fact]
    public async Task Kill_KeylessRecordsOverSeveralPartitions_EachIsAppliedOnce()
    {
        var settings = await servers.SettingsAsync("kill-keyless", Partitions, ("Storage__CheckpointInterval", "00:00:00.500"),
            // From its third sample on a series alarms at each: every sample is in the database, once, or it was lost or doubled.
            ("MA_WINDOW_SIZE", "3"), ("MA_THRESHOLD", "0.0000001"));
        using var folder = new TempFolder();
        var load = new Load(series: 20, samplesEach: 200, seed: 2, NoneIsTheMeanOfThree);
        await using (var first = await RealServers.StartSiloAsync(folder, settings))
        {
            await load.SendAsync(Client(settings), settings["Kafka__Topic"], keyed: false, TestContext.Current.CancellationToken);
            await Until.AnswersAsync(() => first.MetricAsync("records_rerouted_total", TestContext.Current.CancellationToken), sent => sent > load.Count / 3, "a third of the records was sent again");
            await first.KillAsync();
        }

        await using var second = await RealServers.StartSiloAsync(folder, settings);
        await CaughtUpAsync(second, settings);
        // Keyless records have no order between partitions, so the fold differs; but every sample must be in exactly once.
        const string alarms = "FROM (SELECT metric_name, count(*) AS n, count(DISTINCT \"timestamp\") AS at FROM anomaly.anomalies WHERE detection_method = 'moving_average' GROUP BY metric_name) AS each";
        Assert.Equal(20, await AnomalyTable.ScalarAsync(settings["POSTGRES_CONNECTION"], $"SELECT count(*) {alarms} WHERE n = 198 AND at = 198", TestContext.Current.CancellationToken));

        Assert.Equal(0, await AnomalyTable.ScalarAsync(settings["POSTGRES_CONNECTION"], "SELECT count(*) FROM anomaly.dead_letters", TestContext.Current.CancellationToken));
        Assert.Equal(0, await second.MetricAsync("anomaly_conflicts_total", TestContext.Current.CancellationToken));
    }

    /// <summary>No three of these values have one of them as their mean: numbers whose digits to the base of 3 are 0 and 1.</summary>
    private static double NoneIsTheMeanOfThree(int i) =>
        Enumerable.Range(0, 16).Where(bit => (i >> bit & 1) == 1).Sum(bit => Math.Pow(3, bit));

    /// <summary>Everything is applied and saved: no lag, and the progress in the database is at the end of each partition's log.</summary>
    private static async Task CaughtUpAsync(SiloProcess silo, Dictionary<string, string> settings)
    {
        var ends = Watermarks(settings);
        await Until.AnswersAsync(
            () => AnomalyTable.ScalarAsync(
                settings["POSTGRES_CONNECTION"],
                "SELECT coalesce(sum(next_offset), 0) FROM anomaly.partition_progress",
                TestContext.Current.CancellationToken),
            next => next >= ends(),
            $"all was saved; the silo says:\n{silo.Output}");
    }

    private static Func<long> Watermarks(Dictionary<string, string> settings) => () =>
    {
        using var consumer = new Confluent.Kafka.ConsumerBuilder<byte[], byte[]>(new Confluent.Kafka.ConsumerConfig(Client(settings)) { GroupId = "looker" }).Build();
        return Enumerable.Range(0, Partitions).Sum(partition => consumer.QueryWatermarkOffsets(new(settings["Kafka__Topic"], partition), TimeSpan.FromSeconds(10)).High.Value);
    };

    private static Dictionary<string, string> Client(Dictionary<string, string> settings)
    {
        const string prefix = "Kafka__Client__";
        var client = settings.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
        client["bootstrap.servers"] = settings["Kafka__BootstrapServers"];
        return client;
    }
}
