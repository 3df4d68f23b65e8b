using System.Net;
using Anomaly.Storage.Postgres.Options;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Tests.Backends;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Storage.Tests.Orleans;

/// <summary>Orleans' clustering on our tables.</summary>
public sealed class ClusteringTests(PostgresServer server) : IAsyncLifetime
{
    private string _connection = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await PostgresBackend.NewDatabaseAsync(server);
        await using var storage = PostgresBackend.Open(database);
        await storage.Schema.MigrateAsync(Token);
        _connection = new PostgresStorageOptions { ConnectionString = database }.ToConnectionString();
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Silos_Two_SeeEachOtherAndServeAClient()
    {
        await using var one = await TestSilo.OnPostgresAsync(_connection);
        await using var two = await TestSilo.OnPostgresAsync(_connection);

        await one.UntilItSeesAsync(2);
        await two.UntilItSeesAsync(2);
        using var client = await TestSilo.ConnectAsync(_connection);
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        var silos = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 200 && silos.Count < 2; i++)
            silos.Add(await grains.GetGrain<INoteGrain>($"{i}").SiloAsync());

        Assert.Equal(2, silos.Count);
        await client.StopAsync(Token);
        await two.DisposeAsync();
        await one.UntilItSeesAsync(1);
    }

    [Theory]
    [InlineData(SiloStatus.Active, 5, true)]
    [InlineData(SiloStatus.Joining, 5, true)]
    [InlineData(SiloStatus.Active, 60, false)]
    [InlineData(SiloStatus.Dead, 5, false)]
    public async Task EnsureAlone_AnotherClustersSilo_IsToldWhereItLives(SiloStatus status, int secondsAgo, bool refused)
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        await using var storage = PostgresBackend.Open(_connection);
        var other = Silo(1, status);
        other.IAmAliveTime = storage.Time.GetUtcNow().UtcDateTime.AddSeconds(-secondsAgo);
        await table.InsertRowAsync(other, (await table.ReadAllAsync(Token)).Version.Next(), Token);

        await storage.Schema.EnsureAloneAsync(TestSilo.Cluster, Token);
        var error = await Record.ExceptionAsync(() => storage.Schema.EnsureAloneAsync("green", Token));

        Assert.Equal(refused, error is StorageException { IsTransient: true });
        Assert.Equal(refused, error?.Message.Contains($"the cluster '{TestSilo.Cluster}' is at work (silo test-1 at ", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Insert_StaleVersion_WritesNothing()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        var seen = await table.ReadAllAsync(Token);
        Assert.True(await table.InsertRowAsync(Silo(1), seen.Version.Next(), Token));

        Assert.False(await table.InsertRowAsync(Silo(2), seen.Version.Next(), Token));

        var now = await table.ReadAllAsync(Token);
        Assert.Equal(seen.Version.Version + 1, now.Version.Version);
        Assert.Single(now.Members);
    }

    [Fact]
    public async Task Insert_SiloIsThereAlready_WritesNothingAndKeepsTheVersion()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        Assert.True(await table.InsertRowAsync(Silo(1), (await table.ReadAllAsync(Token)).Version.Next(), Token));
        var seen = await table.ReadAllAsync(Token);

        Assert.False(await table.InsertRowAsync(Silo(1), seen.Version.Next(), Token));

        Assert.Equal(seen.Version.Version, (await table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Update_StaleVersion_WritesNothing()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        await table.InsertRowAsync(Silo(1), (await table.ReadAllAsync(Token)).Version.Next(), Token);
        var seen = await table.ReadAllAsync(Token);
        var row = seen.Members.Single(member => member.Item1.SiloName == "test-1");
        Assert.True(await table.UpdateRowAsync(Silo(1, SiloStatus.Active), row.Item2, seen.Version.Next(), Token));

        Assert.False(await table.UpdateRowAsync(Silo(1, SiloStatus.Dead), row.Item2, seen.Version.Next(), Token));

        Assert.Equal(SiloStatus.Active, (await ReadAsync(table, 1))!.Status);
    }

    [Fact]
    public async Task Update_SiloIsNotThere_WritesNothingAndKeepsTheVersion()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        var seen = await table.ReadAllAsync(Token);

        Assert.False(await table.UpdateRowAsync(Silo(9), seen.Version.VersionEtag, seen.Version.Next(), Token));

        Assert.Equal(seen.Version.Version, (await table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Update_ManyAtOnceFromOneVersion_OneWins()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        var seen = await table.ReadAllAsync(Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => table.InsertRowAsync(Silo(i), seen.Version.Next(), Token)));

        Assert.Single(outcomes, won => won);
        var now = await table.ReadAllAsync(Token);
        Assert.Equal((seen.Version.Version + 1, seen.Members.Count + 1), (now.Version.Version, now.Members.Count));
    }

    [Fact]
    public async Task Suspicions_AndSignsOfLife_ComeBackWhole()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        await table.InsertRowAsync(Silo(1), (await table.ReadAllAsync(Token)).Version.Next(), Token);
        var seen = await table.ReadAllAsync(Token);
        var suspected = Silo(1, SiloStatus.Active);
        var at = new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);
        suspected.AddSuspector(Address(7), at);
        Assert.True(await table.UpdateRowAsync(suspected, seen.Members.Single().Item2, seen.Version.Next(), Token));
        var before = (await table.ReadAllAsync(Token)).Version.Version;
        suspected.IAmAliveTime = at.AddSeconds(5);

        await table.UpdateIAmAliveAsync(suspected, Token);

        var row = await ReadAsync(table, 1);
        Assert.Equal([Tuple.Create(Address(7), at)], row!.SuspectTimes);
        Assert.Equal((at.AddSeconds(5), "test-1", "host-1", 30001), (row.IAmAliveTime, row.SiloName, row.HostName, row.ProxyPort));
        Assert.Equal(before, (await table.ReadAllAsync(Token)).Version.Version);
    }

    [Fact]
    public async Task Cleanup_DefunctEntries_AreGoneAndTheLivingStay()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        await table.InsertRowAsync(Silo(1, SiloStatus.Dead), (await table.ReadAllAsync(Token)).Version.Next(), Token);
        await table.InsertRowAsync(Silo(2, SiloStatus.Active), (await table.ReadAllAsync(Token)).Version.Next(), Token);

        await table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Token);

        Assert.Null(await ReadAsync(table, 1));
        Assert.NotNull(await ReadAsync(table, 2));
    }

    [Fact]
    public async Task Delete_Deployment_LeavesNothing()
    {
        var (host, table) = await TestSilo.MembershipAsync(_connection);
        using var _ = host;
        await table.InsertRowAsync(Silo(1), (await table.ReadAllAsync(Token)).Version.Next(), Token);

        await table.DeleteMembershipTableEntriesAsync("another", Token);
        Assert.NotNull(await ReadAsync(table, 1));
        await table.DeleteMembershipTableEntriesAsync(TestSilo.Cluster, Token);

        await using var storage = PostgresBackend.Open(_connection);
        Assert.Equal(0L, await storage.SqlAsync("select count(*) from orleans_silos"));
        Assert.Equal(0L, await storage.SqlAsync("select count(*) from orleans_deployments"));
    }

    private static async Task<MembershipEntry?> ReadAsync(IMembershipTable table, int number) =>
        (await table.ReadRowAsync(Address(number), Token)).Members.SingleOrDefault()?.Item1;

    private static SiloAddress Address(int number) => SiloAddress.New(IPAddress.Loopback, 20000 + number, number);

    private static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Created) => new()
    {
        SiloAddress = Address(number),
        SiloName = $"test-{number}",
        HostName = $"host-{number}",
        Status = status,
        ProxyPort = 30000 + number,
        StartTime = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}
