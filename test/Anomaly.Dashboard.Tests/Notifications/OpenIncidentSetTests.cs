using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class OpenIncidentSetTests
{
    private static readonly Incident Large = Samples.Incident("s01") with { Series = [.. Enumerable.Range(1, 20).Select(each => $"s{each:00}")], SeriesCount = 21 };

    [Fact]
    public void Muted_BySeriesWhereNotAllAreNamed_IsNot() =>
        Assert.Equal(["s01"], new OpenIncidentSet([Large, Samples.Incident("s01")]).Muted([new Matcher("series", "s.*", isRegex: true)]).SelectMany(incident => incident.Series));

    [Fact]
    public void Muted_ByLabelsWhereNotAllSeriesAreNamed_Is() => Assert.Single(new OpenIncidentSet([Large]).Muted([new Matcher("host", "web-1")]));
}
