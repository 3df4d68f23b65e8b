using Anomaly.Grains.Partitions;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings;
using Anomaly.Grains.Tests.Settings;
using Anomaly.Storage.Series;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>A silo whose series have a list of rows instead of a database.</summary>
public sealed class WatchCluster : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    internal RowCatalog Rows { get; } = new();

    internal static StampedSettings Settings { get; } = SeriesSettings.From(Exact.Options()).Stamped;

    internal IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<ISeriesCatalog>(Rows);
            silo.Services.AddSingleton<IDetectionSettings>(new DefaultSettings());
            silo.Services.AddSingleton(Simulation.Metrics);
            silo.Services.AddSingleton(new OwnershipRules());
            silo.Services.AddSingleton<SeriesServices>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
