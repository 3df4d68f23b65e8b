using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>Gathers what the silos say of themselves; key 0.</summary>
[Alias("anomaly.cluster")]
public interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>How long a watch lives; watch again before it ends.</summary>
    static readonly TimeSpan WatchLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How the cluster is.</summary>
    [Alias("get")] Task<ClusterStatus> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins a watch, or prolongs one.</summary>
    [Alias("watch")] Task<ClusterStatus> WatchAsync(IClusterObserver observer);

    /// <summary>Ends a watch.</summary>
    [Alias("unwatch")] Task UnwatchAsync(IClusterObserver observer);

    /// <summary>Tells how a silo is. Called by the silos.</summary>
    [Alias("report"), OneWay] Task ReportAsync(SiloReport report);
}
