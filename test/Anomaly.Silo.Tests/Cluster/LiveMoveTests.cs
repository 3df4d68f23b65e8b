using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Kafka;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>What changes under a cluster that runs: the topic's partitions, the topic itself, a detector's settings.</summary>
public sealed class LiveMoveTests(RealServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddPartitions_ToTheTopic_SeriesGoToTheirNewPartitionsWithTheirState()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "grown", 2, ("Kafka__TopicCheckInterval", "00:00:01"));
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        var load = new Load(series: 40, samplesEach: 200, seed: 51);
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, 103, TimeSpan.Zero, Stop);
        // A producer that sends to a new partition before the old one was read to its end gives up the order itself.
        await cluster.CaughtUpAsync();

        await (await servers.KafkaAsync()).AddPartitionsAsync(cluster.Topic, 6, Stop);
        cluster.Partitions = 6;
        await cluster.SpreadAsync();
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 103, 200, TimeSpan.FromMilliseconds(5), Stop);
        await cluster.CaughtUpAsync();
        Assert.True(await cluster.SumAsync("series_moved_total") > 10);
        await cluster.AssertFoldAsync(load);
    }

    [Fact]
    public async Task Topic_CreatedAnew_SeriesGoOnFromItsStart()
    {
        // By itself a broker that creates what is named would do so as soon as the topic is gone.
        await using var kafka = await ApacheKafka.StartAsync(Stop, autoCreateTopics: false);
        await using var cluster = await SiloCluster.CreateAsync(servers, "created-anew", 3, ("Kafka__TopicCheckInterval", "00:00:01"), ("Kafka__BootstrapServers", kafka.BootstrapServers));
        await kafka.CreateTopicAsync(cluster.Topic, 3, Stop);
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        var load = new Load(series: 40, samplesEach: 200, seed: 52);
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, 150, TimeSpan.Zero, Stop);
        await cluster.CaughtUpAsync();

        await kafka.DeleteTopicAsync(cluster.Topic, Stop);
        await kafka.CreateTopicAsync(cluster.Topic, 3, Stop);
        // This broker gives a topic no id: that it is another is seen by its log's end, so long as that lies below where the old one was read to.
        await Until.AnswersAsync(
            () => AnomalyTable.ScalarAsync(cluster.Database, "SELECT count(*) FROM anomaly.partition_progress WHERE epoch = 2", Stop),
            partitions => partitions == 3,
            "every partition has a new epoch");
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 150, 200, TimeSpan.FromMilliseconds(5), Stop);
        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);
    }

    [Fact]
    public async Task Settings_ChangedByARollingRestartUnderKills_EachSeriesChangesOnceAndNothingIsLost()
    {
        const double before = 20, after = 30;
        await using var cluster = await SiloCluster.CreateAsync(servers, "settings", 3);
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        var load = new Load(series: 40, samplesEach: 500, seed: 53);
        foreach (var (index, silo) in new[] { "a", "b" }.Index())
        {
            // A half for each, so that there is load left for the second however long the first takes to come back.
            var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, index * load.Rounds / 2, (index + 1) * load.Rounds / 2, TimeSpan.FromMilliseconds(25), Stop);
            await Task.WhenAll(cluster.Silos.Values.Select(each => Until.AnswersAsync(() => each.MetricAsync("metrics_processed_total", Stop), count => count > load.Count / 20, "each silo applied a part")));
            await cluster.KillAsync(silo);
            await cluster.StartAsync(silo, ("MA_THRESHOLD", after.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            await cluster.SpreadAsync();
            await sending;
        }

        await cluster.CaughtUpAsync();
        var found = await AnomalyTable.ReadAsync(cluster.Database, Stop);
        var changes = SettingsChange.Find(load.Samples(), before, after, found);
        Assert.Equal(40, changes.Count);
        Assert.Contains(changes, at => at > 0 && at < load.Rounds);
        Assert.Equal(0, await cluster.SumAsync("anomaly_conflicts_total"));
    }
}
