using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;

namespace Anomaly.Notifications.Tests.Outbox;

public sealed class IncidentRouterTests
{
    [Fact]
    public void Route_IncidentsWithTheSameLabels_AreInOneGroup()
    {
        var router = new IncidentRouter(SomeIncident.Plan(new Route { Channel = "ops", GroupBy = ["host"] }));

        var one = Assert.Single(router.Route(SomeIncident.Firing(1, series: "cpu"), SomeIncident.Now));
        var other = Assert.Single(router.Route(SomeIncident.Firing(2, series: "mem"), SomeIncident.Now));

        Assert.Equal(one.GroupKey, other.GroupKey);
        Assert.Equal(("ops", TimeSpan.FromSeconds(30)), (one.Channel, one.Wait));
        Assert.Equal([KeyValuePair.Create("host", "web-1")], one.Labels);
    }

    [Fact]
    public void Route_ReceiverThatWantsToBeToldOften_HasEachIncidentByItselfAtOnce()
    {
        var router = new IncidentRouter(SomeIncident.Plan(new Route { Channel = "am", GroupBy = ["host"] }, repeatWithin: TimeSpan.FromSeconds(100), alone: true));

        var places = new[] { 1, 2 }.Select(number => Assert.Single(router.Route(SomeIncident.Firing(number), SomeIncident.Now))).ToArray();

        Assert.NotEqual(places[0].GroupKey, places[1].GroupKey);
        Assert.All(places, place => Assert.Equal(TimeSpan.Zero, place.Wait));
    }

    [Fact]
    public void Route_EachAlone_KeepsTheRoutesTimesAndTheLabelsThatItBeganWith()
    {
        var router = new IncidentRouter(SomeIncident.Plan(new Route { Channel = "pd", GroupBy = [] }, alone: true));
        var incident = SomeIncident.Firing(1, series: "cpu");

        var place = Assert.Single(router.Route(incident, SomeIncident.Now));
        Assert.Equal(TimeSpan.FromSeconds(30), place.Wait);
        Assert.Equal([KeyValuePair.Create("host", "web-1"), KeyValuePair.Create("series", "cpu")], place.Labels.OrderBy(label => label.Key));

        var several = Assert.Single(router.Route(incident with { Series = ["cpu", "mem"], SeriesCount = 2 }, SomeIncident.Now));
        Assert.Equal(place.GroupKey, several.GroupKey);
        Assert.DoesNotContain("series", several.Labels.Keys);
    }

    [Fact]
    public void Route_BelowTheLeastSeverity_GoesNowhere() =>
        Assert.Empty(new IncidentRouter(SomeIncident.Plan(new Route { Channel = "ops", MinSeverity = AnomalySeverity.Critical })).Route(SomeIncident.Firing(), SomeIncident.Now));

    [Fact]
    public void Route_AnyOfItsSeriesMatches_GoesThere()
    {
        var router = new IncidentRouter(SomeIncident.Plan(new Route { Channel = "ops", Matchers = [new Matcher("series", "mem")] }));

        Assert.Single(router.Route(SomeIncident.Firing() with { Series = ["cpu", "mem"], SeriesCount = 2 }, SomeIncident.Now));
        Assert.Empty(router.Route(SomeIncident.Firing(), SomeIncident.Now));
    }

    [Fact]
    public void Route_LongOrStrangeLabels_MakeKeysThatCanBeStoredAndToldApart()
    {
        var router = new IncidentRouter(SomeIncident.Plan(new Route { Channel = "ops", GroupBy = ["host"] }));
        string[] hosts = [new string('x', 3000), new string('x', 3001), "a\ud800", "a\udc00", "a", "a\0", "😀"];

        var keys = hosts.Select(host => Assert.Single(router.Route(SomeIncident.Firing() with { Labels = new Dictionary<string, string> { ["host"] = host } }, SomeIncident.Now)).GroupKey).ToArray();

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.True(key.Length < 500 && !key.Any(letter => letter == '\0' || char.IsSurrogate(letter)), key));
    }
}
