using System.Text.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Incidents;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Secrets;
using Anomaly.Notifications.Tests.Sending;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace Anomaly.Notifications.Tests.Outbox;

/// <summary>The whole service but for the grains, on a database of its own, from saved anomalies to receivers.</summary>
internal sealed class OutboxHost : IAsyncDisposable
{
    public const string SigningKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly DirectoryInfo _folder;
    private readonly bool _ownsFolder;
    private readonly IHost _host;
    private int _number;

    private OutboxHost(DirectoryInfo folder, bool ownsFolder, IHost host) => (_folder, _ownsFolder, _host) = (folder, ownsFolder, host);

    public LogLines Lines { get; private init; } = null!;

    public CollectorRegistry Registry { get; private init; } = null!;

    public IOutbox Outbox => Get<IOutbox>();

    private static CancellationToken End => TestContext.Current.CancellationToken;

    /// <summary>Starts one; on the database of another where one is given.</summary>
    public static async Task<OutboxHost> StartAsync(OutboxHost? before = null)
    {
        var folder = before?._folder ?? Directory.CreateTempSubdirectory("anomaly-outbox-");
        var lines = new LogLines();
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(lines);
        builder.Services.AddSqliteStorage(new SqliteStorageOptions { Path = Path.Combine(folder.FullName, "anomaly.db") });
        builder.Services.AddNotificationDefinitions(new SecretKeySettings(), Path.Combine(folder.FullName, "notifications.key"));
        builder.Services.AddNotifications(new NotificationOptions { Incidents = new IncidentOptions { QuietGap = TimeSpan.FromHours(1) } });
        builder.Services.AddSingleton(new OutboxMetrics(Prometheus.Metrics.WithCustomRegistry(registry)));
        var host = builder.Build();
        await host.Services.GetRequiredService<IStorageSchema>().MigrateAsync(End);
        await host.StartAsync(End);
        return new OutboxHost(folder, before is null, host) { Lines = lines, Registry = registry };
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Makes a webhook, or changes it.</summary>
    public async Task SaveHookAsync(string name, Uri url, bool enabled = true)
    {
        var text = JsonSerializer.Serialize(new { type = "webhook", enabled, settings = new { url }, secrets = new { signing_key = SigningKey } });
        Assert.Empty((await Get<ChannelBook>().SaveAsync(name, text, null, End)).Errors);
    }

    /// <summary>Replaces the routes: each tells a channel of each series by itself, at once.</summary>
    public async Task RouteAsync(params string[] channels)
    {
        var routes = channels.Select(channel => new { channel, group_by = new[] { "series" }, group_wait = "0s", group_interval = "1s", repeat_interval = "1h" });
        var change = await Get<RouteBook>().ReplaceAsync(JsonSerializer.Serialize(routes), null, End);
        Assert.Empty(change.Errors);
    }

    /// <summary>Saves an anomaly of each series, as the owner of a partition does.</summary>
    public async Task FireAsync(params string[] series)
    {
        var store = Get<IPartitionStore>();
        var claim = (PartitionClaim)await store.ClaimAsync("metrics", 0, new PartitionLog(null, 0, 1000), 1, End);
        var now = TimeProvider.System.GetUtcNow();
        await store.FlushAsync(
            claim.Fence,
            [],
            [.. series.Select(each => new AnomalyRecord
            {
                Id = Guid.CreateVersion7(now), MetricName = each, Timestamp = now, DetectedAt = now, Value = 97.2, Threshold = 20,
                DetectionMethod = "ensemble", AnomalyScore = 4, Severity = AnomalySeverity.Warning, Direction = AnomalyDirection.Above,
                Reason = "far out", Context = "{}", Config = "{}", Source = new("metrics", 1, 0, ++_number, 0),
            })],
            End);
    }

    /// <summary>Waits until the outbox is as it should be; looked at often.</summary>
    public async Task<IReadOnlyList<OutboxItem>> UntilAsync(Func<IReadOnlyList<OutboxItem>, bool> wanted, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(End);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        IReadOnlyList<OutboxItem> seen = [];
        try
        {
            for (; ; await Task.Delay(20, patience.Token))
            {
                seen = await Outbox.ListAsync(new() { Limit = 1000 }, patience.Token);
                if (wanted(seen))
                    return seen;
            }
        }
        catch (OperationCanceledException) when (!End.IsCancellationRequested)
        {
            throw new TimeoutException($"Within 60 s it did not happen that {what}; last seen: {string.Join('\n', seen)}\n{string.Join('\n', Lines.All.TakeLast(30))}");
        }
    }

    public Task StopAsync() => _host.StopAsync(End);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        if (!_ownsFolder)
            return;
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
