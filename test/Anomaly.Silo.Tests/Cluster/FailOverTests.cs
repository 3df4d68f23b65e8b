using System.Diagnostics;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>Silos die, and the others go on.</summary>
public sealed class FailOverTests(RealServers servers, ITestOutputHelper output)
{
    private const int Partitions = 6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OneOfThreeSilosInMidLoad_TheOthersTakeItsPartitionsWithinSeconds()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "fail-over", Partitions);
        await cluster.StartAsync("a", "b", "c");
        await cluster.SpreadAsync();
        var load = new Load(series: 60, samplesEach: 400, seed: 11);
        var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, load.Rounds, TimeSpan.FromMilliseconds(20), Stop);
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count > load.Count / 4, "a part of the load was applied");
        var killed = Stopwatch.GetTimestamp();
        await cluster.KillAsync("b");
        await cluster.SpreadAsync(TimeSpan.FromSeconds(40));
        var owned = Stopwatch.GetElapsedTime(killed);
        output.WriteLine($"its partitions were owned again after {owned.TotalSeconds:0.0} s");
        Assert.True(owned < TimeSpan.FromSeconds(12), $"fail-over took {owned}"); // under 6 s on a machine that does nothing else
        await sending;
        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);
    }

    [Fact]
    public async Task Kill_WholeClusterThenStartOnOtherPorts_GoesOn()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "all-killed", Partitions);
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        var load = new Load(series: 60, samplesEach: 300, seed: 12);
        var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, load.Rounds, TimeSpan.FromMilliseconds(10), Stop);
        await Until.AnswersAsync(() => cluster.SumAsync("metrics_processed_total"), count => count > load.Count / 4, "a part of the load was applied");
        var killed = Stopwatch.GetTimestamp();
        await Task.WhenAll(cluster.KillAsync("a"), cluster.KillAsync("b"));
        await cluster.StartAsync("a", "b");
        output.WriteLine($"both said that they run {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s after the kill");
        await cluster.SpreadAsync(TimeSpan.FromSeconds(60));
        var owned = Stopwatch.GetElapsedTime(killed);
        output.WriteLine($"all partitions were owned again after {owned.TotalSeconds:0.0} s");
        Assert.True(owned < TimeSpan.FromSeconds(35), $"the start of the whole cluster took {owned}");
        await sending;
        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);
    }
}
