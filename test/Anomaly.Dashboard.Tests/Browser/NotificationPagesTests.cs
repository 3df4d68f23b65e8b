using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(NotificationsCollection.Name)]
public sealed class NotificationPagesTests(WebFrontFixture front, ChromiumFixture chromium)
{
    [Fact]
    public async Task ChannelRouteAndSilence_MadeOneAfterTheOther_AreThereAndHoldEachOther()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/notifications");
        var page = watched.Page;
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Add a channel" }).ClickAsync();
        await Assertions.Expect(Label(page, "Name")).ToBeFocusedAsync();
        await Label(page, "Name").FillAsync("ops");
        await Label(page, "Address").FillAsync("ftp://example.com");
        await Assertions.Expect(page.GetByText("Address is 'ftp://example.com'; must be an http or https address.")).ToBeVisibleAsync();
        await Label(page, "Address").FillAsync("https://example.com/hook");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Make a key" }).ClickAsync();
        await Assertions.Expect(page.Locator(".made code")).ToContainTextAsync("whsec_");
        await watched.ShowAsync("channel-new-light");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add the channel" }).ClickAsync();
        await Assertions.Expect(page.Locator("li[data-channel=ops]")).ToContainTextAsync("https://example.com/hook");

        await Section(page, "Routes").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a route" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a matcher" }).ClickAsync();
        await page.GetByLabel("Matcher 1", new PageGetByLabelOptions { Exact = true }).FillAsync("host=~\"web-.*\"");
        await Label(page, "Grouped by").FillAsync("host");
        await page.GetByRole(AriaRole.Switch, new PageGetByRoleOptions { Name = "Only at some times" }).CheckAsync();
        await page.GetByLabel("Sat", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        // Chromium's name for the reader's zone, Asia/Kolkata.
        await Assertions.Expect(Label(page, "Time zone")).ToHaveValueAsync("Asia/Calcutta");
        await watched.ShowAsync("route-edit-light");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save routes" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The routes are saved.")).ToBeVisibleAsync();

        await Section(page, "Channels").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete ops" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It stays: route 1 sends to it.")).ToBeVisibleAsync();
        await watched.ShowAsync("channels-light");

        await Section(page, "Silences").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "New silence" }).ClickAsync();
        await page.GetByLabel("Matcher 1", new PageGetByLabelOptions { Exact = true }).FillAsync("host=\"web-1\"");
        await Label(page, "Lasts").SelectOptionAsync("until …");
        await Label(page, "Ends").FillAsync("2099-12-31T23:30");
        await Label(page, "By").FillAsync("ana");
        await Label(page, "Why").FillAsync("a new disk");
        await watched.ShowAsync("silence-new-light");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("li[data-silence]")).ToContainTextAsync("a new disk");
        await watched.ShowAsync("silences-light");

        Assert.Equal(["signing_key"], (await front.Services.GetRequiredService<IChannelStore>().FindAsync("ops", Http.End))!.Secrets.Keys);
        var route = Assert.Single((await front.Services.GetRequiredService<RouteBook>().GetAsync(Http.End)).Table.Routes);
        Assert.Equal(("ops", "host=~\"web-.*\"", "host", "Asia/Calcutta"), (route.Channel, route.Matchers[0].ToString(), route.GroupBy[0], route.Active!.TimeZone));
        var silence = Assert.Single((await front.Services.GetRequiredService<SilenceBook>().GetCurrentAsync(Http.End)).Silences);
        Assert.Equal(new DateTimeOffset(2099, 12, 31, 18, 0, 0, TimeSpan.Zero), silence.EndsAt);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task LeavingWithWhatWasEntered_Asks()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/notifications?new=slack");
        var page = watched.Page;
        await Label(page, "Name").FillAsync("left");

        await page.EvaluateAsync("Blazor.navigateTo('/ui/notifications/silences?new=1')");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Stay" }).ClickAsync();
        await Assertions.Expect(Label(page, "Name")).ToHaveValueAsync("left");
        await Section(page, "Silences").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Leave" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Nothing is silenced.").Or(page.Locator("li[data-silence]")).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("?new=smtp", "channel-new", ".channel-form")]
    [InlineData("/routes", "routes", ".rules")]
    [InlineData("/deliveries?channel=phone&state=waiting", "deliveries", "tr[data-delivery]")]
    [InlineData("/silences?new=1&matcher=host%3D~%22web-.*%22", "silence-new", ".silence-edit")]
    public async Task PhoneInTheDark_DoesNotScrollSideways(string path, string name, string shown)
    {
        await front.AddMessageAsync("phone");
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/notifications{path}", 390, 1400, ColorScheme.Dark);
        await Assertions.Expect(watched.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
        await Assertions.Expect(watched.Page.Locator(shown).First).ToBeVisibleAsync();
        await watched.ShowAsync($"{name}-390-Dark");

        Assert.Equal(390, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }

    private static ILocator Label(IPage page, string label) => page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    private static ILocator Section(IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Notifications", Exact = true }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name });
}
