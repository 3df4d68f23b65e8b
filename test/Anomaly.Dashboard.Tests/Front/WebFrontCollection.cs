namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Tests that share one front; each uses series of its own.</summary>
[CollectionDefinition(Name)]
public sealed class WebFrontCollection : ICollectionFixture<WebFrontFixture>
{
    public const string Name = "web front";
}
