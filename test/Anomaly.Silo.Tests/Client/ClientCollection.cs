namespace Anomaly.Silo.Tests.Client;

/// <summary>The tests that share the package.</summary>
[CollectionDefinition(Name)]
public sealed class ClientCollection : ICollectionFixture<PackedClient>
{
    public const string Name = "client package";
}
