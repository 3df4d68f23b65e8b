using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>Is told how the cluster is.</summary>
[Alias("anomaly.cluster.observer")]
public interface IClusterObserver : IGrainObserver
{
    /// <summary>The newest; once a second.</summary>
    [Alias("status"), OneWay] Task OnStatusAsync(ClusterStatus status);
}
