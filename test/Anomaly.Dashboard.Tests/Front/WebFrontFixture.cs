using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Configuration;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Tests.Contract;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Cluster;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Anomaly.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The web front in a silo's process, as the silo host has it, on a free loopback port.</summary>
public class WebFrontFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-front-");
    private WebApplication _app = null!;

    public string Address { get; private set; } = "";

    /// <summary>Who may do what; null: whoever comes may all.</summary>
    private protected virtual FrontSettings? Web => null;

    /// <summary>The credential that the test's own reading of the description has; null for none.</summary>
    private protected virtual string? Key => null;

    public int GatewayPort { get; private set; }

    internal MemoryAnomalyStore Store { get; } = new();

    internal MemorySeriesCatalog Catalog { get; } = new();

    internal MemoryIncidentStore Incidents { get; } = new();

    internal MemoryDeadLetterStore DeadLetters { get; } = new();

    /// <summary>Checks every answer against the served description.</summary>
    internal HttpClient Http { get; private set; } = null!;

    /// <summary>The database of what is not in memory.</summary>
    internal SqliteStorageOptions Storage => new() { Path = Path.Combine(_folder.FullName, "anomaly.db") };

    internal OpenApiContract Contract { get; private set; } = null!;

    internal IServiceProvider Services => _app.Services;

    internal IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    internal LiveAnomalies Live => Services.GetRequiredService<LiveAnomalies>();

    internal ReadinessSwitch Readiness { get; } = new();

    public async ValueTask InitializeAsync()
    {
        GatewayPort = LoopbackPort.Take();
        Address = $"http://127.0.0.1:{LoopbackPort.Take()}";

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebFront).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(LoopbackPort.Take(), GatewayPort, null, "anomaly", "anomaly")
            .AddNotifications(new NotificationOptions { Enabled = false }));
        // Silences, routes and channels are on a real database; what a test fills or takes away is in memory.
        builder.Services.AddSqliteStorage(Storage);
        builder.Services.AddNotificationDefinitions(new SecretKeySettings(), Path.Combine(_folder.FullName, "notifications.key")).AddNotificationChannels();
        builder.Services.AddSingleton<IChannelCheck, TestHookCheck>();
        builder.Services.AddSingleton<IAnomalyStore>(Store);
        builder.Services.AddSingleton<ISeriesCatalog>(Catalog);
        builder.Services.AddSingleton<IIncidentStore>(Incidents);
        builder.Services.AddSingleton<IDeadLetterStore>(DeadLetters);
        builder.Services.AddSingleton(new StreamPace { Heartbeat = TimeSpan.FromMilliseconds(300) });
        builder.Services.AddHealthChecks().AddCheck("storage", Readiness, tags: ["ready"]).AddCheck("other", Readiness);
        builder.AddWebFront(Web);

        _app = builder.Build();
        _app.MapWebFront();
        await Services.GetRequiredService<IStorageSchema>().MigrateAsync(CancellationToken.None);
        await _app.StartAsync();
        await ConnectedAsync();

        using var plain = new HttpClient();
        plain.DefaultRequestHeaders.Add("X-Api-Key", Key is null ? [] : [Key]);
        Contract = OpenApiContract.Parse(await plain.GetStringAsync($"{Address}/openapi/v1.json"));
        Http = new HttpClient(new ContractHandler(Contract) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }) { BaseAddress = new Uri(Address) };
    }

    public virtual async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    internal Task StopAsync() => _app.StopAsync();

    /// <summary>What is durable is in the history before the feed tells of it.</summary>
    internal Task PublishAsync(bool durable, params AnomalyRecord[] records)
    {
        if (durable)
            Store.Add(records);

        return Grains.GetGrain<IAnomalyFeedGrain>(0).PublishAsync(new Immutable<AnomalyEvent[]>([.. records.Select(record => new AnomalyEvent(record, durable))]));
    }

    /// <summary>Incidents are in the database before the feed tells of them.</summary>
    internal Task ChangeAsync(params Incident[] incidents)
    {
        Incidents.Add(incidents);
        return Grains.GetGrain<IIncidentFeedGrain>(0).TellAsync();
    }

    /// <summary>A message that waits in the outbox.</summary>
    internal async Task<Guid> AddMessageAsync(string channel)
    {
        var id = Guid.NewGuid();
        await using var connection = new SqliteConnection(Storage.ToConnectionString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            insert into outbox (id, channel, route_key, group_key, kind, severity, incident_id, incident_count, payload, created_at, due_at)
            values ($id, $channel, $channel || '{}/info/host', $channel || '{}/info/host:{host="web-1"}', 'trigger', 'critical', $id, 3, '{}', $at, $at)
            """;
        command.Parameters.AddWithValue("$id", id.ToString("D"));
        command.Parameters.AddWithValue("$channel", channel);
        command.Parameters.AddWithValue("$at", Samples.Noon.ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync();
        return id;
    }

    /// <summary>Tells the pages how the cluster is.</summary>
    internal Task PushAsync(ClusterStatus status) => Grains.GetGrain<ITestClusterGrain>(0).PushAsync(status);

    private async Task ConnectedAsync()
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Live.IsConnected)
                connected.TrySetResult();
        }

        Live.ConnectionChanged += Look;
        Look();
        await connected.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Live.ConnectionChanged -= Look;
    }
}
