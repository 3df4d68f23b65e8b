namespace Anomaly.Deployment.Tests.Compose;

/// <summary>The tests that share the images, the network, and the servers on it.</summary>
[CollectionDefinition(nameof(OnComposeCluster))]
public sealed class OnComposeCluster : ICollectionFixture<ComposeCluster>;
