using Anomaly.Silo.Tests.Cluster;
using Anomaly.Silo.Tests.Servers;
using Npgsql;

namespace Anomaly.Silo.Tests.Durability;

/// <summary>A database that does not take what is written makes the partition wait; nothing is dropped, and memory stays bounded.</summary>
public sealed class SlowDatabaseTests(RealServers servers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flush_ThatDoesNotReturn_PartitionWaitsThenGoesOn()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "slow-database", 1);
        await cluster.StartAsync("a");
        await cluster.SpreadAsync();
        var silo = cluster.Silos["a"];
        var load = new Load(series: 100, samplesEach: 1800, seed: 41);

        // Reading goes on under this lock, writing waits.
        await using var database = NpgsqlDataSource.Create(cluster.Database);
        await using var connection = await database.OpenConnectionAsync(Stop);
        await using (var transaction = await connection.BeginTransactionAsync(Stop))
        {
            await using var hold = new NpgsqlCommand("lock table anomaly.series_state in exclusive mode", connection);
            await hold.ExecuteNonQueryAsync(Stop);
            await load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, Stop);
            var seen = -1.0;
            await Until.AnswersAsync(
                async () =>
                {
                    var before = seen;
                    await Task.Delay(500, Stop);
                    seen = await silo.MetricAsync("metrics_processed_total", Stop);
                    return seen > 0 && seen == before;
                },
                stands => stands,
                "the partition waits");
            Assert.InRange(seen, 1, load.Count - 1);
            Assert.True(await silo.MetricAsync("partition_lag_records", Stop) > 0);
            await transaction.RollbackAsync(Stop);
        }

        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);
    }
}
