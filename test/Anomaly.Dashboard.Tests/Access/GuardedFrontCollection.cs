namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Tests that share one front with keys; each makes keys of its own where it takes some away.</summary>
[CollectionDefinition(Name)]
public sealed class GuardedFrontCollection : ICollectionFixture<GuardedFrontFixture>
{
    public const string Name = "guarded front";
}
