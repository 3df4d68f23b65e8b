using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Incidents.Listing;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class IncidentTableTests : BunitContext
{
    public IncidentTableTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void Row_OfLabelsAndManySeries_SaysTheFirstAndHowManyMore()
    {
        var row = Show(Samples.Incident("web-1.cpu", severity: AnomalySeverity.Critical) with
        {
            Key = """labels:{"zone":"eu","host":"web-1"}""",
            Series = [.. Enumerable.Range(1, 13).Select(i => $"web-1.disk{i:00}")],
            SeriesCount = 13,
        });

        Assert.Equal("host=web-1, zone=eu", row.Find(".subject > a").TextContent);
        Assert.Equal("web-1.disk01 and 12 more", row.Find(".of-series").TextContent);
        Assert.Contains("firing", row.Find("tr.incident").ClassName, StringComparison.Ordinal);
        Assert.Equal("nobody yet", row.Find(".who").TextContent.Trim());
    }

    [Fact]
    public void Row_OfOneSeriesThatIsOver_SaysHowLongItWasAndWhoLookedAfterIt()
    {
        var row = Show(Samples.Incident("<i>web-1</i>") with
        {
            Status = IncidentStatus.Resolved,
            ResolvedBy = IncidentResolution.Quiet,
            ResolvedAt = Samples.Noon.AddMinutes(125),
            Acknowledged = new("ana", Samples.Noon),
        });

        Assert.Equal("<i>web-1</i>", row.Find(".subject > a").TextContent);
        Assert.Empty(row.FindAll(".of-series"));
        Assert.Equal("2 h 5 min", row.Find("elapsed-time").TextContent);
        Assert.Equal("ana", row.Find(".who").TextContent.Trim());
        Assert.Equal("Resolved", row.Find(".incident-status").TextContent);
    }

    private IRenderedComponent<IncidentTable> Show(Incident incident) =>
        Render<IncidentTable>(parameters => parameters.Add(each => each.Rows, [new IncidentRow(incident, Fresh: false)]));
}
