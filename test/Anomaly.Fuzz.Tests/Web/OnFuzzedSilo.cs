namespace Anomaly.Fuzz.Tests.Web;

/// <summary>The tests that share the silo.</summary>
[CollectionDefinition(nameof(OnFuzzedSilo))]
public sealed class OnFuzzedSilo : ICollectionFixture<FuzzedSilo>;
