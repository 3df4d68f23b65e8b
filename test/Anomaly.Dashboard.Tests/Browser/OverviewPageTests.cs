using System.Text.RegularExpressions;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>The overview of a cluster that has a story of an hour.</summary>
public sealed class OverviewPageTests(WebFrontFixture front, ChromiumFixture chromium) : IClassFixture<WebFrontFixture>
{
    [Fact]
    public async Task Figures_AreShownAndLeadToWhatIsBehindThem_AndMoveWithoutReload()
    {
        var story = OverviewStory.Anomalies;
        var most = story.CountBy(record => record.MetricName).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
        front.Store.Add(story);
        front.Catalog.Add(Samples.Series("web-1.cpu"), Samples.Series("web-2.cpu"), Samples.Series("db-1.disk"));
        await front.PushAsync(OverviewStory.Cluster());
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui", height: 1100);
        var page = watched.Page;

        await Assertions.Expect(OverviewStory.Tile(page, "Samples per second")).ToContainTextAsync("12,340");
        await Assertions.Expect(OverviewStory.Tile(page, "Partition lag")).ToContainTextAsync("120 records");
        await Assertions.Expect(OverviewStory.Tile(page, "Partition lag")).ToContainTextAsync("worst 100 on partition 1");
        await Assertions.Expect(OverviewStory.Tile(page, "Silos ready")).ToContainTextAsync("1 of 2");
        await Assertions.Expect(OverviewStory.Tile(page, "Series")).ToContainTextAsync("700 active now");
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length}");
        var critical = page.Locator("a[href='/ui/anomalies?range=1h&severity=critical']");
        await Assertions.Expect(critical).ToContainTextAsync($"{story.Count(record => record.Severity == AnomalySeverity.Critical)}");
        await Assertions.Expect(page.Locator("a[href='/ui/anomalies?range=1h&method=isolation_forest']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".heat tr").First.Locator("th a")).ToHaveAttributeAsync("href", new Regex($"{Regex.Escape(Uri.EscapeDataString(most))}$"));
        await watched.ShowAsync("overview-1440-light");

        await page.EvaluateAsync("window.notReloaded = true");
        var live = Samples.Anomaly("db-1.disk", TimeProvider.System.GetUtcNow(), AnomalySeverity.Critical);
        await front.PublishAsync(durable: false, live);
        await Assertions.Expect(page.Locator($".latest li[data-id='{live.Id}']")).ToHaveAttributeAsync("data-durable", "false");
        await front.PublishAsync(durable: true, live);

        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length + 1}");
        await Assertions.Expect(page.Locator(".timeline-bar").Last).ToHaveAttributeAsync("aria-label", new Regex("1 critical"));
        await Assertions.Expect(page.Locator($".latest li[data-id='{live.Id}']")).ToHaveAttributeAsync("data-durable", "true");
        await Assertions.Expect(page.Locator("p[aria-live=polite]")).ToContainTextAsync("db-1.disk");
        // Who comes back to it sees it go on.
        await page.Locator(".menu").GetByText("Anomalies").ClickAsync();
        var meanwhile = Samples.Anomaly("db-1.disk", TimeProvider.System.GetUtcNow());
        await front.PublishAsync(durable: true, meanwhile);
        await Assertions.Expect(watched.Row(meanwhile.Id)).ToBeVisibleAsync();
        await page.Locator(".menu").GetByText("Overview").ClickAsync();
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length + 2}");
        await front.PublishAsync(durable: true, Samples.Anomaly("db-1.disk", TimeProvider.System.GetUtcNow()));
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length + 3}");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Bars_ByKeyboard_SayTheReadersTimeAndLeadToTheirAnomalies()
    {
        front.Store.Add(OverviewStory.Anomalies);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui?range=6h", 390, 844, ColorScheme.Dark);
        var page = watched.Page;
        await Assertions.Expect(page.Locator(".ranges [aria-current=true]")).ToHaveTextAsync("6h");
        await Assertions.Expect(page.Locator(".timeline-bar").First).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await watched.ShowAsync("overview-390-dark");
        Assert.Equal(1, await page.Locator(".timeline-bar[tabindex='0']").CountAsync());

        await page.Locator(".timeline-bar[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        var bar = page.Locator(".timeline-bar:focus");
        var label = await bar.GetAttributeAsync("aria-label");
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d–\d\d:\d\d \(\d\d:\d\d–\d\d:\d\d UTC\): \d+ anomal", label);
        var address = await bar.GetAttributeAsync("href");
        Assert.Matches(@"^/ui/anomalies\?from=.+Z&to=.+Z$", address);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "7d" }).ClickAsync();
        await page.WaitForURLAsync("**/ui?range=7d");
        await Assertions.Expect(page.Locator(".ranges [aria-current=true]")).ToHaveTextAsync("7d");
        watched.AssertQuiet();
    }
}
