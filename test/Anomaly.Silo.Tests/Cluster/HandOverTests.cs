using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>
/// Silos come and go without a crash: partitions move at a checkpoint, so that nothing is read twice. The checkpoint interval is so
/// long here that nothing but the hand-over itself saves.
/// </summary>
public sealed class HandOverTests(RealServers servers, ITestOutputHelper output)
{
    private const int Partitions = 6;
    private static readonly (string, string) NoCheckpoint = ("Storage__CheckpointInterval", "00:10:00");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Join_InMidLoad_PartitionsMoveWithTheirSeriesAndNothingIsReadTwice()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "join", Partitions, NoCheckpoint);
        await cluster.StartAsync("a");
        await cluster.SpreadAsync();
        var load = new Load(series: 60, samplesEach: 1000, seed: 21);
        // At a pace until the partitions have moved, however long a start takes, then what is left.
        var pace = TimeSpan.FromMilliseconds(100);
        var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, load.Rounds, () => pace, Stop);
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count > load.Count / 50, "a part of the load was applied");
        await cluster.StartAsync("b");
        await cluster.SpreadAsync();
        Assert.False(sending.IsCompleted, "the partitions moved in mid-load");
        pace = TimeSpan.Zero;
        await sending;
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count >= load.Count, "all was applied");
        Assert.Equal(load.Count, await cluster.SumAsync("metrics_processed_total"));
        Assert.True(await cluster.Silos["b"].MetricAsync("metrics_processed_total", Stop) > 0);

        // Each series that moved was called once where it had been, and is beside its owner since.
        var (calls, remote) = (await cluster.SumAsync("series_calls_total"), await cluster.SumAsync("series_calls_remote_total"));
        output.WriteLine($"{remote} of {calls} calls went to another silo");
        Assert.InRange(remote, 1, 120);

        await cluster.StopAsync("a");
        await cluster.StopAsync("b");
        await cluster.AssertFoldAsync(load);
    }

    [Fact]
    public async Task Leave_AfterLoad_OtherSiloGoesOnWithoutReplay()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "leave", Partitions, NoCheckpoint);
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        var load = new Load(series: 60, samplesEach: 200, seed: 22);
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, 100, TimeSpan.Zero, Stop);
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count >= load.Count / 2, "the first half was applied");
        var before = await cluster.Silos["b"].MetricAsync("metrics_processed_total", Stop);

        await cluster.StopAsync("a");
        await cluster.SpreadAsync();
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 100, 200, TimeSpan.Zero, Stop);
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count >= before + (load.Count / 2), "the second half was applied");
        Assert.Equal(before + (load.Count / 2), await cluster.SumAsync("metrics_processed_total"));

        await cluster.StopAsync("b");
        await cluster.AssertFoldAsync(load);
    }
}
