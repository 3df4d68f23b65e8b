namespace Anomaly.Silo.Tests.BadInput;

/// <summary>The tests that share a silo on the real servers.</summary>
[CollectionDefinition(nameof(OnRealSilo))]
public sealed class OnRealSilo : ICollectionFixture<RealSilo>;
