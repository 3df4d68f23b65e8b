using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Npgsql;

namespace Anomaly.Silo.Tests.Work;

/// <summary>
/// Counts what samples cost in work, not in time, so that a step back is seen on a machine of any speed: grain calls, bytes allocated,
/// statements. The bounds leave room for chance, not for another call, object or statement a sample.
/// </summary>
public sealed class WorkTests(RealServers servers)
{
    private const int Series = 5000; // more than a pull has records, so that a call has one sample
    private const int Partitions = 2;

    /// <summary>Measured: 440, most of it by the Kafka client for its records.</summary>
    private const double MostBytesASample = 700;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_OfSeriesThatAreKnown_CostFewCallsBytesAndStatements()
    {
        using var folder = new TempFolder();
        var settings = await servers.SettingsAsync(
            "work",
            Partitions,
            ("Web__Enabled", "false"),
            ("Cluster__Single", "true"),
            ("Storage__CheckpointInterval", "00:00:01"),
            ("Detection__Methods", "moving_average")); // which finds nothing in this load: the writes are checkpoints
        var client = settings.Where(setting => setting.Key.StartsWith("Kafka__Client__", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key["Kafka__Client__".Length..], setting => setting.Value);
        client["bootstrap.servers"] = settings["Kafka__BootstrapServers"];
        await CountFunctionsAsync(settings["POSTGRES_CONNECTION"]);
        var load = new Load(Series, samplesEach: 30, seed: 61, value: i => 50 + (i % 7));
        await using var silo = await RealServers.StartSiloAsync(folder, settings);
        await load.SendAsync(client, "work", keyed: true, 0, 10, TimeSpan.Zero, Stop);
        await ProcessedAsync(silo, 10 * Series);

        var before = await WorkDone.ReadAsync(silo, Stop);
        await load.SendAsync(client, "work", keyed: true, 10, 30, TimeSpan.Zero, Stop);
        await ProcessedAsync(silo, load.Count);
        var work = await WorkDone.ReadAsync(silo, Stop) - before;
        TestContext.Current.TestOutputHelper!.WriteLine(work.ToString());

        Assert.Equal(20 * Series, work.Samples);
        Assert.InRange(work.GrainCalls, 0, Series); // each once a minute at the most
        Assert.InRange(work.DirectCalls, 1, work.Samples); // what a pull has of a series goes at once
        Assert.InRange(work.AllocatedBytes / work.Samples, 0, MostBytesASample);

        Assert.Equal(0, await silo.MetricAsync("anomaly_events_total", Stop));
        var checkpoints = (await WorkDone.ReadAsync(silo, Stop)).Checkpoints;
        await silo.StopAsync();
        var flushes = await AnomalyTable.ScalarAsync(settings["POSTGRES_CONNECTION"], "select calls from pg_stat_user_functions where funcname = 'flush_partition'", Stop);
        const int Statements = 2; // for 2500 series, of 2000 rows at the most; at the end once for the states and once for the points
        Assert.InRange(flushes, Partitions, (checkpoints + (2 * Partitions)) * Statements);
    }

    private static async Task CountFunctionsAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"alter database {new NpgsqlConnectionStringBuilder(connection).Database} set track_functions = 'pl'");
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static Task<double> ProcessedAsync(SiloProcess silo, int samples) => Until.AnswersAsync(
        () => silo.MetricAsync("metrics_processed_total", Stop), processed => processed >= samples, $"{samples} samples are processed");
}
