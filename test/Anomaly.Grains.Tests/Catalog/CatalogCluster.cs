using Anomaly.Grains.Interfaces.Catalog;
using Anomaly.Grains.Partitions;
using Anomaly.Storage.Partitions;
using Anomaly.Storage.Schema;
using Anomaly.Storage.Series;
using Anomaly.Storage.Sqlite.Hosting;
using Anomaly.Storage.Sqlite.Options;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Anomaly.Grains.Tests.Catalog;

/// <summary>A silo on a database of its own.</summary>
public sealed class CatalogCluster : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-catalog-");
    private InProcessTestCluster _cluster = null!;

    internal LosingCatalog Losses => (LosingCatalog)Services.GetRequiredService<ISeriesCatalog>();

    internal IGrainFactory Grains => _cluster.Client;

    internal ISeriesCatalogGrain Catalog => Grains.GetGrain<ISeriesCatalogGrain>(0);

    private IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSqliteStorage(new SqliteStorageOptions { Path = Path.Combine(_folder.FullName, "anomaly.db") });
            var stored = silo.Services.Last(service => service.ServiceType == typeof(ISeriesCatalog)).ImplementationType!;
            silo.Services.AddSingleton<ISeriesCatalog>(services => new LosingCatalog((ISeriesCatalog)ActivatorUtilities.CreateInstance(services, stored)));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Services.GetRequiredService<IStorageSchema>().MigrateAsync(TestContext.Current.CancellationToken);
        _ = Services.GetRequiredService<ISeriesCatalog>(); // makes Losses, whichever test is the first
    }

    /// <summary>Saves series as the owner of a partition does.</summary>
    internal async Task SaveAsync(params IEnumerable<string> ids)
    {
        var store = Services.GetRequiredService<IPartitionStore>();
        var claim = (PartitionClaim)await store.ClaimAsync("metrics", 3, new PartitionLog(null, 0, 1000), StateFormat.Newest, TestContext.Current.CancellationToken);
        var states = ids.Select(id => new SeriesUpdate
        {
            SeriesId = id,
            Offset = 7,
            Payload = [1],
            SettingsVersion = 1,
            IsNew = true,
            Labels = """{"host":"web-1"}""",
            FirstSeen = 1_760_000_000_000,
            LastSeen = 1_760_000_001_000,
            LastValue = 42.5,
            WarmUpSeen = id.EndsWith("new", StringComparison.Ordinal) ? 3 : 20,
            WarmUpNeeded = 20,
        }).ToArray();
        await store.FlushAsync(claim.Fence, states, [], TestContext.Current.CancellationToken);
    }

    internal Task<long> CountAsync() => Services.GetRequiredService<ISeriesCatalog>().CountAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
