using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Anomaly.Notifications.Tests.Incidents;

/// <summary>A silo with the service on a database of its own, in which incidents are quiet after two seconds.</summary>
public sealed class IncidentCluster : IAsyncLifetime
{
    public static readonly TimeSpan QuietGap = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-incidents-");
    private InProcessTestCluster _cluster = null!;
    private int _number;

    internal IGrainFactory Grains => _cluster.Client;

    internal IIncidentStore Store => Services.GetRequiredService<IIncidentStore>();

    private static CancellationToken End => TestContext.Current.CancellationToken;

    private IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public async ValueTask InitializeAsync()
    {
        await using (var other = Another())
            await other.GetRequiredService<IStorageSchema>().MigrateAsync(CancellationToken.None);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSqliteStorage(Options);
            silo.AddNotifications(new NotificationOptions { Enabled = false, Incidents = new IncidentOptions { QuietGap = QuietGap } });
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>Saves an anomaly of now as the owner of a partition does, in this process or in another.</summary>
    internal async Task SaveAsync(string series, bool elsewhere = false)
    {
        await using var other = elsewhere ? Another() : null;
        var store = (other ?? Services).GetRequiredService<IPartitionStore>();
        var claim = (PartitionClaim)await store.ClaimAsync("metrics", 3, new PartitionLog(null, 0, 1000), 1, End);
        var now = TimeProvider.System.GetUtcNow();
        await store.FlushAsync(
            claim.Fence,
            [],
            [
                new AnomalyRecord
                {
                    Id = Guid.CreateVersion7(now), MetricName = series, Timestamp = now, DetectedAt = now, Value = 97.2, Threshold = 20,
                    DetectionMethod = "ensemble", AnomalyScore = 4, Severity = AnomalySeverity.Warning, Direction = AnomalyDirection.Above,
                    Reason = "far out", Context = "{}", Config = "{}", Source = new("metrics", 1, 3, ++_number, 0),
                },
            ],
            End);
    }

    /// <summary>Waits until the series' only incident is as it should be.</summary>
    internal async Task<Incident> UntilAsync(string series, Func<Incident, bool> wanted, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(End);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        Incident? seen = null;
        try
        {
            for (; ; await Task.Delay(20, patience.Token))
            {
                seen = (await Store.ListAsync(new IncidentQuery { Series = series }, patience.Token)).SingleOrDefault();
                if (seen is not null && wanted(seen))
                    return seen;
            }
        }
        catch (OperationCanceledException) when (!End.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not happen that {what}; last seen: {seen}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private SqliteStorageOptions Options => new() { Path = Path.Combine(_folder.FullName, "anomaly.db") };

    /// <summary>The storage as another process has it.</summary>
    private ServiceProvider Another() => new ServiceCollection().AddSqliteStorage(Options).BuildServiceProvider();
}
