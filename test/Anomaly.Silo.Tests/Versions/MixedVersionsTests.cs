using Anomaly.Grains.Partitions;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Npgsql;

namespace Anomaly.Silo.Tests.Versions;

/// <summary>Silos of an older and a newer version in one cluster: what the newer has written stays with it, and nothing is lost or doubled.</summary>
public sealed class MixedVersionsTests(RealServers servers)
{
    private const int Partitions = 4;

    [Fact]
    public async Task Start_PartitionWrittenByANewerProgram_IsLeftUnreadAndSaysSo_TheOthersAreRead()
    {
        var settings = await servers.SettingsAsync("newer-partition", Partitions, ("Storage__CheckpointInterval", "00:00:00.500"));
        var load = new Load(series: 40, samplesEach: 50, seed: 91);
        using var folder = new TempFolder();
        await using (var before = await RealServers.StartSiloAsync(folder, settings))
        {
            // Ready, from the first time on: every partition has an owner, so the database knows them.
            var ready = await Until.AnswersAsync(() => before.GetAsync("/readyz"), answer => answer.Status == 200, "the silo is ready");
            Assert.Contains($"{Partitions} partitions are owned", ready.Body, StringComparison.Ordinal);
            await before.StopAsync();
        }

        await SetVersionAsync(settings, NewerSilo.StateVersion);
        await load.SendAsync(Client(settings), settings["Kafka__Topic"], keyed: true, TestContext.Current.CancellationToken);
        await using var silo = await RealServers.StartSiloAsync(folder, settings);

        var refusal = StateFormat.Current.Refusal(1, NewerSilo.StateVersion);
        await ReadyAsync(silo, false, $"partition 1 is read by nobody ({refusal})");
        await Until.AnswersAsync(() => silo.GetAsync("/readyz"), answer => !answer.Body.Contains("unowned", StringComparison.Ordinal), "the others are owned");
        await Until.AnswersAsync(() => Task.FromResult(silo.Output), output => output.Contains(refusal, StringComparison.Ordinal), "the log says why");
        await Until.AnswersAsync(() => ScalarAsync(settings, "select count(distinct partition) from anomaly.series_state"), count => count == 3, "the others are read");
        Assert.Equal(0, await silo.MetricAsync("worker_up", TestContext.Current.CancellationToken));
        Assert.Equal(1, await ScalarAsync(settings, "select owner_epoch from anomaly.partition_progress where partition = 1"));

        await SetVersionAsync(settings, StateFormat.Newest);

        await ReadyAsync(silo, true, "");
        await AssertAllAsync(settings, load, silo);
    }

    [Fact]
    public async Task NewerSilo_ComesAndGoes_KeepsItsPartitions_AndNothingIsLostOrDoubled()
    {
        var settings = await servers.SettingsAsync("mixed-versions", Partitions, ("Storage__CheckpointInterval", "00:00:00.500"));
        var load = new Load(series: 40, samplesEach: 400, seed: 92);
        using var folder = new TempFolder();
        await using var older = await RealServers.StartSiloAsync(folder, settings);
        await ReadyAsync(older, true, "");
        await SendAsync(0, 100);

        int[] theirs;
        await using (var newer = await NewerSilo.StartAsync(settings))
        {
            theirs = await Until.AnswersAsync(TheirsAsync, partitions => partitions.Length == 2, "the newer silo claimed half of the partitions");
            await Until.AnswersAsync(newer.IsUpAsync, up => up, "the newer silo is ready");
            await SendAsync(100, 200);

            // Another silo changes the spread; what the newer one has stays with it.
            var epochs = await EpochsAsync();
            await using (var third = await RealServers.StartSiloAsync(folder, Another(settings)))
            {
                await ReadyAsync(third, true, "");
                await SendAsync(200, 300);
                await Until.AnswersAsync(SavedAsync, samples => samples >= 300, "all was saved with three silos");
                Assert.Equal(theirs, await TheirsAsync());
                Assert.Equal(epochs, await EpochsAsync());
                await third.StopAsync();
            }
        }

        // The newer one is gone: its partitions wait for it, whatever the older one tries.
        foreach (var partition in theirs)
        {
            await ReadyAsync(older, false, $"partition {partition} is read by nobody ({StateFormat.Current.Refusal(partition, NewerSilo.StateVersion)})");
        }

        var (waiting, own) = (await ProgressAsync(NewerSilo.StateVersion), await ProgressAsync(StateFormat.Newest));
        await SendAsync(300, 400);
        await Until.AnswersAsync(() => ProgressAsync(StateFormat.Newest), next => next.Zip(own).All(each => each.First > each.Second), "the older silo goes on with its own");
        Assert.Equal(2, own.Length);
        Assert.Equal(waiting, await ProgressAsync(NewerSilo.StateVersion));

        await using var again = await NewerSilo.StartAsync(settings);
        await AssertAllAsync(settings, load, older);
        Assert.Equal(theirs, await TheirsAsync());
        await ReadyAsync(older, true, "");
        await Until.AnswersAsync(again.IsUpAsync, up => up, "the newer silo is ready");

        Task SendAsync(int from, int to) =>
            load.SendAsync(Client(settings), settings["Kafka__Topic"], keyed: true, from, to, TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);

        Task<int[]> TheirsAsync() => ReadAsync(settings, $"select partition from anomaly.partition_progress where state_version = {NewerSilo.StateVersion} order by 1", row => row.GetInt32(0));

        Task<long[]> EpochsAsync() => ReadAsync(settings, $"select owner_epoch from anomaly.partition_progress where state_version = {NewerSilo.StateVersion} order by partition", row => row.GetInt64(0));

        Task<long[]> ProgressAsync(int version) => ReadAsync(settings, $"select next_offset from anomaly.partition_progress where state_version = {version} order by partition", row => row.GetInt64(0));

        // Each series has a sample a round.
        Task<long> SavedAsync() => ScalarAsync(settings, "select coalesce(sum(next_offset), 0)::bigint / 40 from anomaly.partition_progress");
    }

    private static async Task ReadyAsync(SiloProcess silo, bool ready, string saying) =>
        await Until.AnswersAsync(
            () => silo.GetAsync("/readyz"),
            answer => answer.Status == (ready ? 200 : 503) && answer.Body.Contains(saying, StringComparison.Ordinal),
            $"/readyz was {(ready ? "200" : "503")} and said '{saying}'; the silo says:\n{silo.Output}");

    private static async Task AssertAllAsync(Dictionary<string, string> settings, Load load, SiloProcess silo)
    {
        await Until.AnswersAsync(() => ScalarAsync(settings, "select coalesce(sum(next_offset), 0)::bigint from anomaly.partition_progress"), next => next >= load.Count, $"all was saved; the silo says:\n{silo.Output}");
        var expected = SequentialFold.Anomalies(load.Samples()).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, (await AnomalyTable.ReadAsync(settings["POSTGRES_CONNECTION"], TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
        Assert.Equal(0, await silo.MetricAsync("anomaly_conflicts_total", TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, string> Another(Dictionary<string, string> settings) =>
        settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)).ToDictionary();

    private static Dictionary<string, string> Client(Dictionary<string, string> settings)
    {
        const string prefix = "Kafka__Client__";
        var client = settings.Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(setting => setting.Key[prefix.Length..], setting => setting.Value);
        client["bootstrap.servers"] = settings["Kafka__BootstrapServers"];
        return client;
    }

    private static async Task<long> ScalarAsync(Dictionary<string, string> settings, string sql) => (await ReadAsync(settings, sql, row => row.GetInt64(0)))[0];

    /// <summary>Gives partition 1 another version.</summary>
    private static async Task SetVersionAsync(Dictionary<string, string> settings, int version) =>
        Assert.Single(await ReadAsync(settings, $"update anomaly.partition_progress set state_version = {version} where partition = 1 returning partition", row => row.GetInt32(0)));

    private static async Task<T[]> ReadAsync<T>(Dictionary<string, string> settings, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var source = NpgsqlDataSource.Create(settings["POSTGRES_CONNECTION"]);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(read(reader));
        }

        return [.. rows];
    }
}
