namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Tests that share one front with an identity provider.</summary>
[CollectionDefinition(Name)]
public sealed class ProviderFrontCollection : ICollectionFixture<ProviderFrontFixture>
{
    public const string Name = "front with an identity provider";
}
