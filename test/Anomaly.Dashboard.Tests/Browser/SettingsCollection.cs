using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>Tests that change the settings of one front, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SettingsCollection : ICollectionFixture<WebFrontFixture>
{
    public const string Name = "settings";
}
