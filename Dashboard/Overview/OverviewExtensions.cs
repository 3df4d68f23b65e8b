using Anomaly.Dashboard.Live;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Overview;

/// <summary>Adds the overview's model.</summary>
internal static class OverviewExtensions
{
    public static IServiceCollection AddOverview(this IServiceCollection services) =>
        services.AddSingleton(provider => new OverviewModel(new OverviewSources(
            provider.GetRequiredService<LiveAnomalies>().Subscribe,
            provider.GetRequiredService<IAnomalyStore>(),
            provider.GetRequiredService<ISeriesCatalog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OverviewModel>>())));
}
