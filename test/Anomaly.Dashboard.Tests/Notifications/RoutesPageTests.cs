using AngleSharp.Dom;
using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Dashboard.Ui.Notifications.Routes;
using Anomaly.Grains.Interfaces.Anomalies;
using Bunit;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class RoutesPageTests : NotificationContext
{
    [Fact]
    public async Task Typed_WhatCannotBe_IsSaidAtItsFieldOfItsRoute()
    {
        var page = await OpenAsync("""[{"channel":"ops"},{"channel":"ops","min_severity":"critical","matchers":["host=\"a\""]}]""");
        await Button(page, "Edit route 2 to ops").ClickAsync(new());

        await page.Find("input[aria-label='Matcher 1']").InputAsync("host=~\"(\"");
        await page.Find("[data-path='group_wait'] input").InputAsync("soon");

        Assert.Contains("whose expression is none", page.Find("li[data-route='1'] .matcher-row .setting-error").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("First after is \"soon\"; must be a duration", page.Find("li[data-route='1'] [data-path='group_wait'] .setting-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("li[data-route='0'] .setting-error"));
        await Button(page, "Save routes").ClickAsync(new());
        Assert.Contains("mend what is marked", page.Find(".settings-foot .setting-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await Routes.GetAsync(End)).Revision);
    }

    [Fact]
    public async Task Matchers_Typed_ShowTheOpenIncidentsThatTheRouteTakes()
    {
        Incidents.Add([Open("web-1.cpu", AnomalySeverity.Critical, ("host", "web-1")), Open("web-2.cpu", AnomalySeverity.Info, ("host", "web-2")), Open("db-1.cpu")]);
        var page = await OpenAsync("""[{"channel":"ops"}]""");
        Assert.Equal("3", page.Find(".rule-count dd").TextContent);
        await Button(page, "Edit route 1 to ops").ClickAsync(new());

        await page.Find(".matchers .text-button").ClickAsync(new());
        await page.Find("input[aria-label='Matcher 1']").InputAsync("host=~web-.*");
        await page.Find("[data-path='min_severity'] select").ChangeAsync("warning");

        Assert.Equal("1", page.Find(".rule-count dd").TextContent);
        Assert.Equal("web-1.cpu", Assert.Single(page.FindAll(".open-incidents a")).TextContent);
    }

    [Fact]
    public async Task Saved_InAnotherOrder_IsStoredSo()
    {
        var page = await OpenAsync("""[{"channel":"ops","matchers":["host=\"a\""]},{"channel":"ops","active":{"days":["sat"],"from":"22:00","to":"24:00","time_zone":"Europe/Berlin"}}]""");

        await Button(page, "Move route 2 to ops up").ClickAsync(new());
        await Button(page, "Save routes").ClickAsync(new());

        page.WaitForAssertion(() => Assert.True(Button(page, "Save routes").HasAttribute("disabled")));
        var routes = (await Routes.GetAsync(End)).Table.Routes;
        Assert.Equal(["Europe/Berlin", null], routes.Select(route => route.Active?.TimeZone));
        Assert.Equal("host=\"a\"", Assert.Single(routes[1].Matchers).ToString());
    }

    [Fact]
    public async Task SomebodyElseSaved_KeepsTheDraftAndSavesItOnlyWhenToldTo()
    {
        var page = await OpenAsync("""[{"channel":"ops"}]""");
        await Button(page, "Edit route 1 to ops").ClickAsync(new());
        await page.Find("[data-path='group_by'] input").InputAsync("host, zone");
        await Routes.ReplaceAsync("""[{"channel":"ops","min_severity":"critical"}]""", null, End);

        await Button(page, "Save routes").ClickAsync(new());

        page.WaitForElement(".notice");
        Assert.Empty((await Routes.GetAsync(End)).Table.Routes[0].GroupBy);
        await Button(page, "Keep my draft in place of theirs").ClickAsync(new());
        await Button(page, "Save routes").ClickAsync(new());
        page.WaitForAssertion(() => Assert.True(Button(page, "Save routes").HasAttribute("disabled")));
        Assert.Equal(["host", "zone"], (await Routes.GetAsync(End)).Table.Routes[0].GroupBy);
    }

    [Fact]
    public async Task Channel_GoneMeanwhile_IsSaidAtItsField()
    {
        await SaveChannelAsync("night");
        var page = await OpenAsync("""[{"channel":"ops"}]""");
        await Button(page, "Edit route 1 to ops").ClickAsync(new());
        await page.Find("[data-path='channel'] select").ChangeAsync("night");
        await ChannelStore.DeleteAsync("night", End);

        await Button(page, "Save routes").ClickAsync(new());

        Assert.Contains("is 'night', which is no channel", page.WaitForElement("[data-path='channel'] .setting-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreIncidentsThanAreRead_AreNotCountedAsAll()
    {
        Incidents.Add(Enumerable.Range(0, OpenIncidentSet.Most + 1).Select(each => Open($"s{each}")));

        var page = await OpenAsync("""[{"channel":"ops"}]""");

        Assert.Equal(("of the newest 500 open", "500"), (page.Find(".rule-count dt").TextContent, page.Find(".rule-count dd").TextContent));
    }

    [Fact]
    public async Task DatabaseAway_IsAskedAgainUntilItAnswers()
    {
        await SaveChannelAsync("ops");
        Assert.Empty((await Routes.ReplaceAsync("""[{"channel":"ops"}]""", null, End)).Errors);
        Incidents.Away = true;
        var page = Open<RoutesPage>("/ui/notifications/routes");
        page.WaitForAssertion(() => Assert.Contains("the routes appear by themselves", page.Markup, StringComparison.Ordinal));

        Incidents.Away = false;
        await page.InvokeAsync(() => Time.Advance(TimeSpan.FromSeconds(5)));

        Assert.Contains("to ops", page.WaitForElement("li[data-route='0']").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("does not answer", page.Markup, StringComparison.Ordinal);
    }

    private static IElement Button(IRenderedComponent<RoutesPage> page, string name) =>
        page.FindAll("button").First(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);

    private async Task<IRenderedComponent<RoutesPage>> OpenAsync(string routes)
    {
        await SaveChannelAsync("ops");
        Assert.Empty((await Routes.ReplaceAsync(routes, null, End)).Errors);
        return Open<RoutesPage>("/ui/notifications/routes");
    }
}
