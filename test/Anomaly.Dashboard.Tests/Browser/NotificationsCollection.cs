using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>Tests that change channels, routes and silences of one front, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class NotificationsCollection : ICollectionFixture<WebFrontFixture>
{
    public const string Name = "notifications";
}
