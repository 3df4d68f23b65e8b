namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>The tests that share a cluster and the Prometheus that watches it.</summary>
[CollectionDefinition(nameof(OnWatchedCluster))]
public sealed class OnWatchedCluster : ICollectionFixture<WatchedCluster>;
