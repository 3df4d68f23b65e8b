using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

public sealed class IncidentsPageTests(WebFrontFixture front, ChromiumFixture chromium) : IClassFixture<WebFrontFixture>
{
    private const string Evil = "<img src=x onerror=\"document.title='owned'\">";

    [Fact]
    public async Task List_ChangesArriveByThemselves_AndLeaveTheirTab()
    {
        var incident = Samples.Incident("arrives", TimeProvider.System.GetUtcNow().AddMinutes(-3));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/incidents");
        await watched.Page.EvaluateAsync("window.notReloaded = true");

        await front.ChangeAsync(incident);
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("arrives");
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("nobody yet");
        Assert.Equal("3 min", await watched.Row(incident.Id).Locator("elapsed-time").EvaluateAsync<string>("element => element.shadowRoot.textContent"));
        await front.ChangeAsync(incident with { Severity = AnomalySeverity.Critical, AnomalyCount = 1_900, Acknowledged = new("ana", Samples.Noon), Revision = 4 });
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("1,900");
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("Critical");
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("ana");
        await front.ChangeAsync(incident with { Status = IncidentStatus.Resolved, ResolvedAt = Samples.Noon, ResolvedBy = IncidentResolution.Quiet, Revision = 5 });

        await Assertions.Expect(watched.Row(incident.Id)).ToHaveCountAsync(0);
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Resolved", Exact = true }).ClickAsync();
        await Assertions.Expect(watched.Row(incident.Id)).ToContainTextAsync("Resolved");
        Assert.EndsWith("/ui/incidents?status=resolved", watched.Page.Url, StringComparison.Ordinal);
        Assert.True(await watched.Page.EvaluateAsync<bool>("window.notReloaded"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Detail_NameIsAskedOnce_AndWhatIsWrittenStandsThere()
    {
        var incident = Samples.Incident("acted.on");
        var anomaly = Samples.Anomaly("acted.on") with { IncidentId = incident.Id };
        front.Incidents.Add(incident);
        front.Store.Add(anomaly);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{anomaly.Id}");
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Its incident" }).ClickAsync();
        var people = watched.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Who looks after it" });

        await people.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(people.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Please say your name first.");
        await Assertions.Expect(people.GetByLabel("Your name")).ToBeFocusedAsync();
        await watched.Page.Keyboard.TypeAsync("ana");
        await people.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(people.Locator(".people-who")).ToContainTextAsync("ana");

        await watched.Page.ReloadAsync();
        await Assertions.Expect(people.GetByText("You write as ana")).ToBeVisibleAsync();
        await people.GetByLabel("Add a comment").FillAsync(Evil);
        await people.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add comment" }).ClickAsync();
        await Assertions.Expect(people.Locator(".comment-text")).ToHaveTextAsync(Evil);
        await Assertions.Expect(people.GetByLabel("Add a comment")).ToHaveValueAsync("");
        await people.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Resolve", Exact = true }).ClickAsync();
        await people.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Yes, resolve it" }).ClickAsync();

        await Assertions.Expect(watched.Page.Locator(".detail-marks .incident-resolved")).ToBeVisibleAsync();
        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(820, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_AnyWidthInAnyTheme_ShowAllAndDoNotScrollSideways(int width, ColorScheme scheme)
    {
        var story = IncidentStory.Tell(TimeProvider.System.GetUtcNow());
        front.Incidents.Add(story.Incidents);
        front.Store.Add(story.Anomalies);
        var height = width == 390 ? 844 : 1000;
        await using var list = await chromium.OpenAsync($"{front.Address}/ui/incidents?status=all", width, height, scheme);
        await Assertions.Expect(list.Row(story.Incidents[^1].Id)).ToBeVisibleAsync();
        await list.ShowAsync($"incidents-{width}-{scheme}");
        Assert.Equal(width, await list.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        list.AssertQuiet();

        await using var detail = await chromium.OpenAsync($"{front.Address}/ui/incidents/{story.Large.Id}", width, height, scheme);
        await Assertions.Expect(detail.Page.Locator(".incident-timeline rect").First).ToBeAttachedAsync();
        await Assertions.Expect(detail.Page.Locator(".incident-series tbody tr")).ToHaveCountAsync(20);
        await detail.ShowAsync($"incident-{width}-{scheme}");
        Assert.Equal(width, await detail.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await detail.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Further series" }).ClickAsync();
        await Assertions.Expect(detail.Page.Locator(".incident-series tbody tr")).ToHaveCountAsync(5);
        detail.AssertQuiet();
    }

    [Theory]
    [InlineData("0199aaaa-0000-7000-8000-000000000000")]
    [InlineData("no-uuid")]
    public async Task UnknownId_SaysSo(string id)
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/incidents/{id}");

        await Assertions.Expect(watched.Page.Locator("h1")).ToHaveTextAsync("There is no such incident");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task OverviewAndSeries_LeadToTheOpenIncident()
    {
        var incident = Samples.Incident("led.to", severity: AnomalySeverity.Critical);
        front.Incidents.Add(incident);
        front.Catalog.Add(Samples.Series("led.to"));
        await using var overview = await chromium.OpenAsync($"{front.Address}/ui");
        await Assertions.Expect(overview.Page.Locator("a.tile", new PageLocatorOptions { HasText = "Open incidents" })).ToContainTextAsync("critical");
        await overview.ShowAsync("overview-with-incidents");
        await using var series = await chromium.OpenAsync($"{front.Address}/ui/series?id=led.to");

        await series.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "In an incident since" }).ClickAsync();

        await Assertions.Expect(series.Page.Locator($".detail[data-id='{incident.Id}']")).ToBeVisibleAsync();
        Assert.All(new[] { overview, series }, page => page.AssertQuiet());
    }
}
