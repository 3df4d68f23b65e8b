using System.Net;
using Anomaly.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;

namespace Anomaly.Storage.Tests.Orleans;

/// <summary>A silo of the test's cluster, on free loopback ports.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    public const string Cluster = "storage-tests";

    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IGrainStorage Storage => _host.Services.GetRequiredService<IGrainStorage>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A silo that keeps all in PostgreSQL.</summary>
    public static Task<TestSilo> OnPostgresAsync(string connectionString, bool deleteOnClear = false) =>
        StartAsync(Build(silo => UsePostgres(silo, connectionString, deleteOnClear)));

    /// <summary>Orleans' own table of silos in PostgreSQL, without a silo that works on it too.</summary>
    public static async Task<(IHost Host, IMembershipTable Table)> MembershipAsync(string connectionString)
    {
        var host = Build(silo => UsePostgres(silo, connectionString, deleteOnClear: false));
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, TestContext.Current.CancellationToken);
        return (host, table);
    }

    /// <summary>A silo by itself that keeps its grains' state in SQLite.</summary>
    public static Task<TestSilo> OnSqliteAsync(string connectionString, bool deleteOnClear = false) => StartAsync(Build(silo =>
    {
        var (port, gateway) = (LoopbackPort.Take(), LoopbackPort.Take());
        silo.UseLocalhostClustering(port, gateway, serviceId: Cluster, clusterId: Cluster);
        silo.UseInMemoryReminderService();
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            (options.Invariant, options.ConnectionString) = ("System.Data.SQLite", connectionString);
            options.DeleteStateOnClear = deleteOnClear;
        });
    }));

    private static void UsePostgres(ISiloBuilder silo, string connectionString, bool deleteOnClear)
    {
        const string Invariant = "Npgsql";
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString));
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            (options.Invariant, options.ConnectionString) = (Invariant, connectionString);
            options.DeleteStateOnClear = deleteOnClear;
        });
        var (port, gateway) = (LoopbackPort.Take(), LoopbackPort.Take());
        silo.ConfigureEndpoints(IPAddress.Loopback, port, gateway);
    }

    /// <summary>A client that finds the silos through the database.</summary>
    public static async Task<IHost> ConnectAsync(string connectionString)
    {
        var host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleansClient(client => client
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster))
                .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connectionString)))
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Waits until this silo knows so many active silos.</summary>
    public async Task UntilItSeesAsync(int silos)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var snapshot in Get<IClusterMembershipService>().MembershipUpdates.WithCancellation(patience.Token))
            if (snapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == silos)
                return;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static IHost Build(Action<ISiloBuilder> configure) =>
        Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo =>
            {
                silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Cluster, Cluster));
                silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
                configure(silo);
            })
            .Build();

    private static async Task<TestSilo> StartAsync(IHost host)
    {
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new TestSilo(host);
    }
}
