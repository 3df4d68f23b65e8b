namespace Anomaly.Silo.Tests.BadInput;

/// <summary>The tests that share a silo.</summary>
[CollectionDefinition(nameof(OnOneProcess))]
public sealed class OnOneProcess : ICollectionFixture<OneProcess>;
