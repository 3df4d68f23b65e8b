using Anomaly.Silo.Tests.Cluster;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Postgres;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A schema that was saved while silos worked on it, and restored: what came after it is found again in the topic.</summary>
public sealed class BackupTests(RealServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_OfAnEarlierState_EndsWithTheSameAnomalies()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "restored-backup", 2);
        await cluster.StartAsync("a");
        await cluster.SpreadAsync();
        var load = new Load(series: 20, samplesEach: 600, seed: 43);
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, 300, TimeSpan.Zero, Stop);
        await Until.AnswersAsync(() => AnomalyTable.ScalarAsync(cluster.Database, "select count(*) from anomaly.anomalies", Stop), count => count > 0, "there are anomalies");
        var dump = await PostgresServer.DumpAsync(cluster.Database, "anomaly");
        await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 300, 600, TimeSpan.Zero, Stop);
        await cluster.CaughtUpAsync();
        var saved = (await AnomalyTable.ReadAsync(cluster.Database, Stop)).Count;
        await cluster.StopAsync("a");

        var restored = await (await servers.PostgresAsync()).CreateDatabaseAsync();
        await PostgresServer.RestoreAsync(restored, dump);
        File.Delete(dump);
        Assert.InRange((await AnomalyTable.ReadAsync(restored, Stop)).Count, 1, saved - 1);
        cluster.Settings["POSTGRES_CONNECTION"] = restored;
        await cluster.StartAsync("b");
        await cluster.SpreadAsync();
        await cluster.CaughtUpAsync();

        await cluster.AssertFoldAsync(load);
    }
}
