using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Silo.Tests.Cluster;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Packages;
using Npgsql;

namespace Anomaly.Silo.Tests.Client;

/// <summary>A service that has nothing of this repository but the client package.</summary>
[Collection(ClientCollection.Name)]
public sealed class WatcherTests(RealServers servers, PackedClient client, ITestOutputHelper output)
{
    private const int Partitions = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watcher_SiloOfTheFeedIsKilled_GoesOnWithoutARestartAndIsToldWhatAroseMeanwhile()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var cluster = await SiloCluster.CreateAsync(servers, "client", Partitions, ("Kafka__Demo", "false"));
        var program = client.WatcherAsync();
        await cluster.StartAsync("a", "b");
        await cluster.SpreadAsync();
        string[] ids = ["shop/web-1.cpu", "shop web-2 \"größe\" 🔥"];
        // On each silo some, as the hashes of their keys will have it.
        string[] others = [.. Enumerable.Range(1, 8).Select(number => string.Create(CultureInfo.InvariantCulture, $"other-{number}"))];
        await SendAsync(cluster, [.. ids, .. others], 50, 51, 50, 49, 50, 51);
        await cluster.CaughtUpAsync();
        Tell("the cluster runs");
        Dictionary<string, string> settings = new() { ["POSTGRES_CONNECTION"] = await ReaderAsync(cluster.Database), ["Watcher__Match"] = "SHOP" };
        await using var watcher = WatcherProcess.Start(await program, settings);
        Tell("the sample is built");

        foreach (var id in ids.OrderBy(id => id, StringComparer.Ordinal))
        {
            var listed = await NextAsync(watcher, "series", id, "id");
            Assert.Equal("warming_up", listed.GetProperty("state").GetString());
            var status = await NextAsync(watcher, "status", id, "id");
            Assert.Equal(51, status.GetProperty("last_value").GetDouble());
        }

        await watcher.NextAsync("watching", _ => true, Patience, Stop);
        Tell("it watches");
        await SendAsync(cluster, ids[..1], 150);
        Assert.Equal(150, (await NextAsync(watcher, "anomaly", ids[0])).GetProperty("value").GetDouble());

        await cluster.KillAsync(await cluster.HomeAsync(grains => grains.GetGrain<IAnomalyFeedGrain>(0)));
        // Those of the other silo are applied at once, when nobody has noticed yet that the feed is gone.
        await SendAsync(cluster, others, 150);
        Tell("the feed's silo is killed");
        await ChangeAsync(await program, settings, ids[1], """{"moving_average":{"threshold":3}}""", 0, "set");
        Tell("a setting is changed");
        await ChangeAsync(await program, settings, ids[1], """{"moving_average":{"threshold":"much"}}""", 1, "refused");
        var changed = await Until.AnswersAsync(
            async () => JsonElement.Parse((await cluster.Silos.Values.Single().GetAsync("/api/v1/series/" + Uri.EscapeDataString(ids[1]))).Body),
            series => series.GetProperty("overridden").GetBoolean(),
            "the series has settings of its own");
        Assert.Equal(3, changed.GetProperty("settings").GetProperty("moving_average").GetProperty("threshold").GetDouble());

        // Sent until the setting is in force: by the series' own threshold it is an anomaly, by that of all it is none.
        await Until.AnswersAsync(
            async () =>
            {
                await SendAsync(cluster, ids[1..], 50, 58);
                return await cluster.Silos.Values.Single().GetListAsync("/anomalies?method=moving_average&series=" + Uri.EscapeDataString(ids[1]));
            },
            found => found.Any(anomaly => anomaly.GetProperty("value").GetDouble() == 58),
            "the own threshold finds an anomaly");
        Tell("an anomaly arose");
        HashSet<(string?, double, string?)> untold = [(ids[1], 58, "moving_average"), .. others.Select(id => (id, 150.0, "moving_average"))];
        while (untold.Count > 0)
        {
            await watcher.NextAsync("anomaly", line => untold.Remove((line.GetProperty("series").GetString(), line.GetProperty("value").GetDouble(), line.GetProperty("method").GetString())), Patience, Stop);
        }

        Tell("the watcher told all");
        Assert.True(watcher.Runs);
        Assert.Equal(0, await watcher.StopAsync(Stop));

        void Tell(string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s: {what}"));
    }

    [Fact]
    public async Task Watcher_BadSetting_SaysWhichAndEnds()
    {
        await using var watcher = WatcherProcess.Start(await client.WatcherAsync(), new Dictionary<string, string> { ["POSTGRES_CONNECTION"] = "" });

        Assert.Equal(2, await watcher.EndAsync(Stop));
        Assert.StartsWith("POSTGRES_CONNECTION is missing or no connection string; it must be that of the silos", watcher.Log.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watcher_NoClusterYet_SaysWhyItWaitsAndCanBeStopped()
    {
        var settings = new Dictionary<string, string> { ["POSTGRES_CONNECTION"] = await (await servers.PostgresAsync()).CreateDatabaseAsync() };
        await using var watcher = WatcherProcess.Start(await client.WatcherAsync(), settings);

        await Until.AnswersAsync(
            () => Task.FromResult(watcher.Log),
            log => log.Contains("The cluster 'anomaly' of the service 'anomaly' cannot be reached; trying until it can:", StringComparison.Ordinal),
            "it says why it waits",
            Patience);

        Assert.Equal(0, await watcher.StopAsync(Stop));
    }

    /// <summary>A login that may do no more than a client has to.</summary>
    private static async Task<string> ReaderAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("""
            create role watcher login password 'only-for-tests';
            grant usage on schema anomaly to watcher;
            grant select on anomaly.orleansquery, anomaly.orleans_silos to watcher
            """);
        await command.ExecuteNonQueryAsync(Stop);
        return new NpgsqlConnectionStringBuilder(database) { Username = "watcher", Password = "only-for-tests" }.ConnectionString;
    }

    private static async Task ChangeAsync(string program, Dictionary<string, string> settings, string series, string change, int exitCode, string outcome)
    {
        await using var changer = WatcherProcess.Start(program, settings, "--set", series, change);
        await NextAsync(changer, outcome, series);
        Assert.Equal(exitCode, await changer.EndAsync(Stop));
    }

    private static Task<JsonElement> NextAsync(WatcherProcess watcher, string name, string series, string field = "series") =>
        watcher.NextAsync(name, line => line.GetProperty(field).ValueEquals(series), Patience, Stop);

    private static async Task SendAsync(SiloCluster cluster, string[] ids, params double[] values)
    {
        var silo = cluster.Silos.Values.Last();
        foreach (var value in values)
        {
            foreach (var series in ids)
            {
                var (status, body) = await silo.PostSamplesAsync(JsonSerializer.Serialize(new { series, timestamp = TimeProvider.System.GetUtcNow(), value }));
                Assert.True(status == 202, body);
            }
        }
    }
}
