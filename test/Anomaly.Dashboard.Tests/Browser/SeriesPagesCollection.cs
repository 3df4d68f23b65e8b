using Anomaly.Dashboard.Tests.Front;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>Tests of the series' pages, which share one front and one browser; each uses series of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SeriesPagesCollection : ICollectionFixture<WebFrontFixture>
{
    public const string Name = "series pages";
}
