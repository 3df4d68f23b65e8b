using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;

namespace Anomaly.Storage.Tests.Seed;

/// <summary>A table of the earlier program becomes the history, whatever its columns' types were.</summary>
public sealed class SeedUpgradeTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("serial primary key", "double precision", "jsonb", "timestamptz default now()")]
    [InlineData("bigserial primary key", "real", "json", "timestamp default now()")]
    [InlineData("bigint", "numeric(12,4)", "text", "timestamp")]
    [InlineData("text primary key", "double precision", "jsonb", "text")]
    [InlineData("uuid primary key", "double precision", "text", "timestamptz")]
    public async Task Migrate_SeedTable_KeepsItsRows(string id, string number, string json, string time)
    {
        var isUuid = id.StartsWith("uuid", StringComparison.Ordinal);
        string Id(int n) => isUuid ? $"'0199aabb-ccdd-7eef-8011-22334455667{n}'" : $"'{n}'";
        await using var storage = await SeedAsync(
            "public",
            $"""
            create table anomalies (id {id}, metric_name varchar(255), value {number}, threshold {number}, status varchar(50),
              detection_method varchar(100), anomaly_score {number}, context {json}, config {json}, detected_at {time});
            insert into anomalies values
              ({Id(1)}, 'cpu', 97.25, 20, 'new', 'moving_average', 41.25, '{Json}', '{Config}', '2024-05-06 07:08:09.123'),
              ({Id(2)}, 'cpu', 1.5, 20, 'False Alarm', 'isolation_forest', -3.5, '{Json}', '{Config}', '2024-05-06 07:08:10');
            """);

        var rows = await storage.Anomalies.QueryAsync(new() { OldestFirst = true }, Token);

        Assert.Equal(2, rows.Count);
        var first = rows[0];
        Assert.Equal(("cpu", 97.25, 20.0, "moving_average", 41.25), (first.MetricName, first.Value, first.Threshold, first.DetectionMethod, first.AnomalyScore));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, 123, TimeSpan.Zero), first.DetectedAt);
        Assert.Equal(first.DetectedAt, first.Timestamp);
        Assert.Equal((AnomalyStatus.New, AnomalyStatus.FalseAlarm), (first.Status, rows[1].Status));
        Assert.Equal((AnomalyDirection.Above, AnomalyDirection.Below), (first.Direction, rows[1].Direction));
        Assert.Equal(AnomalySeverity.Warning, first.Severity);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(first.Context)), first.Context);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Config), JsonNode.Parse(first.Config)), first.Config);
        Assert.Contains("97.25", first.Reason, StringComparison.Ordinal);
        Assert.NotEqual(first.Id, rows[1].Id);
        if (isUuid)
            Assert.Equal(Guid.Parse("0199aabb-ccdd-7eef-8011-223344556671"), first.Id);
        else
            Assert.Equal(1, first.Source.Offset);
        Assert.Equal(2L, await storage.SqlAsync("select count(*) from public.anomalies"));
    }

    [Fact]
    public async Task Migrate_SameIdInAnotherDatabase_BecomesTheSameUuid()
    {
        const string Sql = "create table anomalies (id serial, metric_name text, value float, detected_at timestamp); insert into anomalies values (7, 'cpu', 1, '2024-01-01')";
        await using var one = await SeedAsync("public", Sql);
        await using var two = await SeedAsync("anomaly", Sql);

        var first = Assert.Single(await one.Anomalies.QueryAsync(new(), Token));
        var second = Assert.Single(await two.Anomalies.QueryAsync(new(), Token));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1L, await two.SqlAsync("select count(*) from seed_anomalies"));
    }

    [Fact]
    public async Task Migrate_NullsAndDirt_BecomeSensibleValues()
    {
        await using var storage = await SeedAsync(
            "anomaly",
            """
            create table anomalies (id text, metric_name text, value float, threshold float, status text, severity text,
              detection_method text, anomaly_score float, context text, config text, detected_at text);
            create index anomalies_newest_idx on anomalies (detected_at);
            insert into anomalies values
              (null, null, null, null, null, null, null, null, null, null, null),
              (null, 'a', 'NaN', 'Infinity', 'open', 'HIGH', 'm', 0, '{''python'': 1}', '[1,2]', '1700000000'),
              ('x', 'b', 1, 1, 'Confirmed', 'Low', 'm', 0, '"{\"mean\": 0.5}"', 'null', '1700000000123'),
              ('x', 'c', 1, 1, 'resolved', 'odd', 'm', 0, '{"a":"\u0000"}', '', 'infinity'),
              ('x', 'd', 1, 1, 'expected', 'critical', 'm', 0, '{}', '{}', '2024-05-06T07:08:09+02:00');
            """);

        var rows = (await storage.Anomalies.QueryAsync(new() { OldestFirst = true }, Token)).ToLookup(row => row.MetricName).ToDictionary(rows => rows.Key, rows => rows.Single());

        Assert.Equal(["a", "b", "c", "d", "unknown"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, rows.Values.Select(row => row.Id).Distinct().Count());
        var nulls = rows["unknown"];
        Assert.Equal((0.0, 0.0, "unknown", 0.0, "{}", "{}"), (nulls.Value, nulls.Threshold, nulls.DetectionMethod, nulls.AnomalyScore, nulls.Context, nulls.Config));
        Assert.Equal((DateTimeOffset.UnixEpoch, AnomalyStatus.New, AnomalySeverity.Warning), (nulls.DetectedAt, nulls.Status, nulls.Severity));
        Assert.Equal((0.0, 0.0, AnomalySeverity.Critical), (rows["a"].Value, rows["a"].Threshold, rows["a"].Severity));
        Assert.Equal("{'python': 1}", (string?)JsonNode.Parse(rows["a"].Context)!["text"]);
        Assert.Equal(2, JsonNode.Parse(rows["a"].Config)!["value"]!.AsArray().Count);
        Assert.Equal(1_700_000_000_000, rows["a"].DetectedAt.ToUnixTimeMilliseconds());
        Assert.Equal(1_700_000_000_123, rows["b"].DetectedAt.ToUnixTimeMilliseconds());
        Assert.Equal((AnomalyStatus.Confirmed, AnomalySeverity.Info, AnomalyDirection.Above), (rows["b"].Status, rows["b"].Severity, rows["b"].Direction));
        Assert.Equal((AnomalyStatus.New, AnomalySeverity.Warning, DateTimeOffset.UnixEpoch), (rows["c"].Status, rows["c"].Severity, rows["c"].DetectedAt));
        Assert.Equal((AnomalyStatus.Expected, new DateTimeOffset(2024, 5, 6, 5, 8, 9, TimeSpan.Zero)), (rows["d"].Status, rows["d"].DetectedAt));
    }

    [Fact]
    public async Task Migrate_IntoTheSchemaThatHoldsTheSeedTable_KeepsTheOldOneBeside()
    {
        await using var storage = await SeedAsync(
            "public",
            "create table anomalies (id serial primary key, metric_name text, value float, detected_at timestamp); insert into anomalies (metric_name, value) values ('cpu', 1), ('cpu', 2)",
            schema: "public");

        Assert.Equal(2, (await storage.Anomalies.QueryAsync(new(), Token)).Count);
        Assert.Equal(2L, await storage.SqlAsync("select count(*) from seed_anomalies"));
    }

    [Fact]
    public async Task Migrate_AnotherProgramsTableInPublic_IsLeftAlone()
    {
        await using var storage = await SeedAsync("public", "create table anomalies (id int, planet text); insert into anomalies values (1, 'mars')");

        Assert.Empty(await storage.Anomalies.QueryAsync(new(), Token));
    }

    [Fact]
    public async Task Migrate_OurOwnTableInPublic_IsNotCopied()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var other = PostgresBackend.Open(database, "public");
        await other.Schema.MigrateAsync(Token);
        var fence = (await other.Partitions.ClaimAsync("metrics", 0, new(null, 0, 0), Token)).Fence;
        await other.Partitions.FlushAsync(fence, [], [Contracts.Some.Anomaly("cpu", 1)], Token);
        await using var storage = PostgresBackend.Open(database);

        await storage.Schema.MigrateAsync(Token);

        Assert.Empty(await storage.Anomalies.QueryAsync(new(), Token));
    }

    private const string Json = """{"mean":56.0,"window":[1,2.5]}""";

    private const string Config = """{"window_size":5}""";

    private async Task<TestStorage> SeedAsync(string where, string sql, string schema = "anomaly")
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using (var seed = PostgresBackend.Open(database, where))
            await seed.SqlAsync($"create schema if not exists {where}; {sql}");
        var storage = PostgresBackend.Open(database, schema);
        await storage.Schema.MigrateAsync(Token);
        return storage;
    }
}
