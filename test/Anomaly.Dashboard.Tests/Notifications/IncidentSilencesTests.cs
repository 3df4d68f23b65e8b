using Anomaly.Dashboard.Ui.Incidents.Detail;
using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Bunit;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class IncidentSilencesTests : NotificationContext
{
    [Fact]
    public async Task Incident_Silenced_SaysUntilWhenByWhomAndLeadsThereUntilItIsOver()
    {
        var id = await SilenceAsync("a");
        var silences = Render<IncidentSilences>(parameters => parameters.Add(each => each.Incident, Open("a")));

        var item = silences.WaitForElement("li");
        Assert.StartsWith("Silenced until ", item.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("by ana: a new disk", item.TextContent, StringComparison.Ordinal);
        Assert.Equal(NotificationAddress.Silence(id), item.QuerySelector("a")!.GetAttribute("href"));
        await silences.InvokeAsync(() => Time.Advance(TimeSpan.FromHours(2)));
        silences.WaitForAssertion(() => Assert.Empty(silences.FindAll("li")));
    }

    [Fact]
    public async Task Incident_ThatASeriesJoinsWhichIsNotSilenced_SaysNothingUntilThatIsToo()
    {
        await SilenceAsync("a");
        var silences = Render<IncidentSilences>(parameters => parameters.Add(each => each.Incident, Open("a")));
        silences.WaitForElement("li");

        silences.Render(parameters => parameters.Add(each => each.Incident, Open("a") with { Series = ["a", "b"], SeriesCount = 2, Revision = 4 }));
        silences.WaitForAssertion(() => Assert.Empty(silences.FindAll("li")));
        await SilenceAsync("b");
        await silences.InvokeAsync(() => Time.Advance(TimeSpan.FromMinutes(1)));

        silences.WaitForAssertion(() => Assert.Equal(2, silences.FindAll("li").Count));
    }

    [Fact]
    public async Task Incident_ThatIsOver_SaysNothing()
    {
        await SilenceAsync("a");
        var silences = Render<IncidentSilences>(parameters => parameters.Add(each => each.Incident, Open("a")));
        silences.WaitForElement("li");

        silences.Render(parameters => parameters.Add(each => each.Incident, Open("a") with { Status = IncidentStatus.Resolved, Revision = 4 }));

        Assert.Empty(silences.FindAll("li"));
    }

    private async Task<Guid> SilenceAsync(string series) => (await Silences.SaveAsync(
        new SilenceDraft(null, new Silence { Matchers = [new Matcher(IncidentLabels.Series, series)], StartsAt = Time.GetUtcNow(), EndsAt = Time.GetUtcNow().AddHours(1), CreatedBy = "ana", Comment = "a new disk" }), End))!.Value;
}
