using System.Diagnostics;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Npgsql;

namespace Anomaly.Silo.Tests.Cluster;

/// <summary>A silo that is stopped, and not dead, in the middle of a flush blocks nobody, and does no harm once it goes on.</summary>
public sealed class StoppedSiloTests(RealServers servers, ITestOutputHelper output)
{
    private const int Partitions = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SigStop_InMidFlush_OtherSiloTakesOverAndTheStoppedOneWritesNothingMore()
    {
        await using var cluster = await SiloCluster.CreateAsync(servers, "stopped", Partitions);
        await cluster.StartAsync("a", ("POSTGRES_CONNECTION", cluster.Database + ";Application Name=silo-a"));
        await cluster.StartAsync("b");
        await cluster.SpreadAsync();
        var load = new Load(series: 60, samplesEach: 300, seed: 31);
        await using var database = NpgsqlDataSource.Create(cluster.Database);
        // Each row takes its time, so that a flush has a middle.
        await ExecuteAsync(database, """
            create function anomaly.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.1); return new; end $$;
            create trigger slow before insert or update on anomaly.series_state for each row execute function anomaly.slow();
            """);
        var sending = load.SendAsync(cluster.KafkaClient, cluster.Topic, keyed: true, 0, load.Rounds, TimeSpan.FromMilliseconds(10), Stop);
        await using var a = cluster.GiveUp("a");
        while (true)
        {
            var flush = await Until.AnswersAsync(() => FlushOfAAsync(database), pid => pid != 0, "silo a flushes");
            a.Signal("STOP");
            if (await FlushOfAAsync(database) == flush)
            {
                break; // still at it: the silo was stopped in the middle
            }

            a.Signal("CONT"); // too late, that flush was done; the next
        }

        var stopped = Stopwatch.GetTimestamp();
        await ExecuteAsync(database, "drop trigger slow on anomaly.series_state");
        await cluster.SpreadAsync();
        output.WriteLine($"the other silo had all partitions {Stopwatch.GetElapsedTime(stopped).TotalSeconds:0.0} s after SIGSTOP");
        await sending;
        await cluster.CaughtUpAsync();
        await cluster.AssertFoldAsync(load);

        // It learns that it was declared dead, and ends; what it still had to write is refused.
        a.Signal("CONT");
        await a.WaitForExitAsync();
        await cluster.AssertFoldAsync(load);
    }

    private static async Task<int> FlushOfAAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select coalesce(min(pid), 0) from pg_stat_activity where application_name = 'silo-a' and state = 'active' and query like '%flush_partition%'");
        return (int)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
