using System.Net;
using System.Net.Sockets;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;
using Npgsql;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>Each error is one sentence that names the setting, what it is, and what to do; never the password.</summary>
public sealed class PostgresErrorTests(PostgresServer server)
{
    [Fact]
    public async Task Migrate_WrongPassword_SaysSo()
    {
        var error = await MigrateAsync(await ChangeAsync(connection => connection.Password = "wrong-secret"));

        AssertTells(error, "refuses the login", "correct Username and Password");
    }

    [Fact]
    public async Task Migrate_DatabaseMissing_SaysSo()
    {
        var error = await MigrateAsync(await ChangeAsync(connection => connection.Database = "nowhere"));

        AssertTells(error, "there is no database 'nowhere'", "create it");
    }

    [Fact]
    public async Task Migrate_NothingListens_SaysSo()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();

        var error = await MigrateAsync($"Host=127.0.0.1;Port={port};Database=anomaly;Username=app;Password=only-for-tests");

        AssertTells(error, $"nothing answers at 127.0.0.1:{port}", "start PostgreSQL");
    }

    [Fact]
    public async Task Migrate_HostUnknown_SaysSo()
    {
        var error = await MigrateAsync("Host=no-such-host.invalid;Database=anomaly;Username=app;Password=only-for-tests");

        AssertTells(error, "no-such-host.invalid:5432", "correct Host");
    }

    [Fact]
    public async Task Migrate_ServerNeverAnswers_SaysSo()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        var error = await MigrateAsync($"Host=127.0.0.1;Port={port};Database=anomaly;Username=app;Password=only-for-tests;Timeout=1");

        AssertTells(error, $"127.0.0.1:{port} does not answer in time", "check Host");
    }

    [Fact]
    public async Task Migrate_NoRightToCreate_SaysWhichToGrant()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var owner = PostgresBackend.Open(database, "public");
        var user = "guest_" + Guid.NewGuid().ToString("N");
        await owner.SqlAsync($"create role {user} login password 'only-for-tests'");

        var error = await MigrateAsync(new NpgsqlConnectionStringBuilder(database) { Username = user }.ConnectionString);

        AssertTells(error, "lacks a right", "GRANT CREATE ON DATABASE");
    }

    [Fact]
    public async Task Migrate_TablesThereAndOnlyTheRightToUseThem_Succeeds()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var owner = PostgresBackend.Open(database);
        await owner.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        var user = "writer_" + Guid.NewGuid().ToString("N");
        await owner.SqlAsync($"""
            create role {user} login password 'only-for-tests';
            grant usage on schema anomaly to {user};
            grant select, insert, update, delete on all tables in schema anomaly to {user};
            """);
        await using var guest = PostgresBackend.Open(new NpgsqlConnectionStringBuilder(database) { Username = user }.ConnectionString);

        await guest.Schema.MigrateAsync(TestContext.Current.CancellationToken);

        var claim = await guest.Partitions.ClaimAsync("metrics", 0, new(null, 0, 0), TestContext.Current.CancellationToken);
        Assert.Equal(1, claim.Fence.OwnerEpoch);
    }

    [Fact]
    public async Task Migrate_AnotherProgramsTableInTheWay_SaysWhichAndChangesNothing()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var owner = PostgresBackend.Open(database);
        await owner.SqlAsync("create schema anomaly; create table anomaly.anomalies (id int, planet text)");

        var error = await MigrateAsync(database);

        AssertTells(error, "the table anomaly.anomalies exists", "rename or drop it");
        Assert.Equal(1L, await owner.SqlAsync("select count(*) from pg_tables where schemaname = 'anomaly'"));
    }

    [Fact]
    public async Task Ping_ServerTakenAwayAndBack_TellsBoth()
    {
        await using var own = new PostgresServer();
        Assert.SkipWhen(PostgresBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgresBinaries.Absence ?? "");
        await using var storage = PostgresBackend.Open(await own.CreateDatabaseAsync());
        await storage.Schema.MigrateAsync(TestContext.Current.CancellationToken);
        await storage.Schema.PingAsync(TestContext.Current.CancellationToken);

        await own.StopAsync(crash: true);
        await Assert.ThrowsAsync<StorageException>(() => storage.Schema.PingAsync(TestContext.Current.CancellationToken));
        await own.StartAsync();

        // The pool may still hold a connection from before; one failure shows it.
        await Record.ExceptionAsync(() => storage.Schema.PingAsync(TestContext.Current.CancellationToken));
        await storage.Schema.PingAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> ChangeAsync(Action<NpgsqlConnectionStringBuilder> change)
    {
        var connection = new NpgsqlConnectionStringBuilder(await PostgresBackend.NewDatabaseAsync(server));
        change(connection);
        return connection.ConnectionString;
    }

    private static async Task<StorageException> MigrateAsync(string connectionString)
    {
        await using var storage = PostgresBackend.Open(connectionString);
        return await Assert.ThrowsAsync<StorageException>(() => storage.Schema.MigrateAsync(TestContext.Current.CancellationToken));
    }

    internal static void AssertTells(StorageException error, params string[] parts)
    {
        foreach (var part in parts)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Matches("^(POSTGRES_CONNECTION|Storage:Schema) ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, error.Message, StringComparison.Ordinal);
    }
}
