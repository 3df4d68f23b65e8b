using Anomaly.Grains.Interfaces.Cluster;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The cluster's other side, for tests.</summary>
[Alias("anomaly.test.cluster")]
public interface ITestClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Tells the watchers, and tells it again each second until the next.</summary>
    [Alias("push")] Task PushAsync(ClusterStatus status);

    /// <summary>Says nothing any more, forgets its watchers, and refuses to be watched, until it is told not to be.</summary>
    [Alias("away")] Task SetAwayAsync(bool away);

    [Alias("watches")] Task<WatchCounts> CountWatchesAsync();
}
