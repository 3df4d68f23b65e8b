using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Playwright;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>The overview of a cluster that has a story of an hour, and what it shows while parts of it are away.</summary>
public sealed class OverviewPageTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IAsyncLifetime
{
    private readonly WebFrontFixture _front = new();

    public ValueTask InitializeAsync() => _front.InitializeAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Figures_AreShownAndLeadToWhatIsBehindThem_AndMoveWithoutReload()
    {
        var story = Story();
        _front.Store.Add(story);
        _front.Catalog.Add(Samples.Series("web-1.cpu"), Samples.Series("web-2.cpu"), Samples.Series("db-1.disk"));
        await _front.PushAsync(Cluster());
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui", height: 1100);
        var page = watched.Page;

        await Assertions.Expect(Tile(page, "Samples per second")).ToContainTextAsync("12,340");
        await Assertions.Expect(Tile(page, "Partition lag")).ToContainTextAsync("120 records");
        await Assertions.Expect(Tile(page, "Partition lag")).ToContainTextAsync("worst 100 on partition 1");
        await Assertions.Expect(Tile(page, "Silos ready")).ToContainTextAsync("1 of 2");
        await Assertions.Expect(Tile(page, "Series")).ToContainTextAsync("700 active now");
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length}");
        var critical = page.Locator("a[href='/ui/anomalies?range=1h&severity=critical']");
        await Assertions.Expect(critical).ToContainTextAsync($"{story.Count(record => record.Severity == AnomalySeverity.Critical)}");
        await Assertions.Expect(page.Locator("a[href='/ui/anomalies?range=1h&method=isolation_forest']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".heat tr").First.Locator("th a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("web-1\\.cpu$"));
        await watched.ShowAsync("overview-1440-light");

        await page.EvaluateAsync("window.notReloaded = true");
        var live = Samples.Anomaly("db-1.disk", TimeProvider.System.GetUtcNow(), AnomalySeverity.Critical);
        await _front.PublishAsync(durable: false, live);
        await Assertions.Expect(page.Locator($".latest li[data-id='{live.Id}']")).ToHaveAttributeAsync("data-durable", "false");
        await _front.PublishAsync(durable: true, live);

        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{story.Length + 1}");
        await Assertions.Expect(page.Locator(".bar").Last).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("1 critical"));
        await Assertions.Expect(page.Locator($".latest li[data-id='{live.Id}']")).ToHaveAttributeAsync("data-durable", "true");
        await Assertions.Expect(page.Locator("p[aria-live=polite]")).ToContainTextAsync("db-1.disk");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Bars_ByKeyboard_SayTheReadersTimeAndLeadToTheirAnomalies()
    {
        _front.Store.Add(Story());
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui?range=6h", 390, 844, ColorScheme.Dark);
        var page = watched.Page;
        await Assertions.Expect(page.Locator(".ranges [aria-current=true]")).ToHaveTextAsync("6h");
        await Assertions.Expect(page.Locator(".bar").First).ToBeVisibleAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await watched.ShowAsync("overview-390-dark");
        Assert.Equal(1, await page.Locator(".bar[tabindex='0']").CountAsync());

        await page.Locator(".bar[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        var bar = page.Locator(".bar:focus");
        var label = await bar.GetAttributeAsync("aria-label");
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d–\d\d:\d\d \(\d\d:\d\d–\d\d:\d\d UTC\): \d+ anomal", label);
        var address = await bar.GetAttributeAsync("href");
        Assert.Matches(@"^/ui/anomalies\?from=.+Z&to=.+Z$", address);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "7d" }).ClickAsync();
        await page.WaitForURLAsync("**/ui?range=7d");
        await Assertions.Expect(page.Locator(".ranges [aria-current=true]")).ToHaveTextAsync("7d");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task HistoryAndClusterAway_SayingSo_LiveGoesOn_AndTheyComeBack()
    {
        _front.Store.Add(Story());
        _front.Store.Away = true;
        await _front.PushAsync(Cluster());
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui", height: 1100);
        var page = watched.Page;
        var warning = page.GetByText("The history cannot be read since");
        await Assertions.Expect(warning).ToBeVisibleAsync();

        var live = Samples.Anomaly("live", TimeProvider.System.GetUtcNow());
        await _front.PublishAsync(durable: true, live);
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync("1");
        await _front.Grains.GetGrain<ITestClusterGrain>(0).SetAwayAsync(true);
        await Assertions.Expect(Tile(page, "Samples per second")).ToContainTextAsync("no news since", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await watched.ShowAsync("overview-away");

        _front.Store.Away = false;
        await _front.Grains.GetGrain<ITestClusterGrain>(0).SetAwayAsync(false);
        await Assertions.Expect(warning).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{Story().Length + 1}");
        await Assertions.Expect(page.Locator(".tile-stale")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });
        watched.AssertQuiet();
    }

    [Fact]
    public async Task NothingYet_SaysSo()
    {
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui", height: 1100);

        await Assertions.Expect(watched.Page.GetByText("No anomalies yet")).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.GetByText("No anomalies in the last hour.")).ToBeVisibleAsync();
        await watched.ShowAsync("overview-empty");
        watched.AssertQuiet();
    }

    private static ILocator Tile(IPage page, string name) => page.Locator("a.tile", new PageLocatorOptions { HasText = name }).First;

    private static AnomalyRecord[] Story()
    {
        string[] names = ["web-1.cpu", "web-2.cpu", "db-1.disk_io{device=\"nvme0n1\",host=\"db-1\"}", "checkout/latency_ms", "größe.温度", "<b>queue</b>"];
        var now = TimeProvider.System.GetUtcNow();
        return [.. Enumerable.Range(0, 220).Select(i => Samples.Anomaly(
            names[i * i % 17 % names.Length],
            now.AddSeconds(-60 - (i * i % 3300)),
            (AnomalySeverity)(i % 7 % 3),
            i % 4 == 0 ? "isolation_forest" : "moving_average"))];
    }

    private static ClusterStatus Cluster()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new ClusterStatus(now, [Silo("one", 0, 20, trouble: null), Silo("two", 1, 100, "the database cannot be reached")]);

        SiloStatus Silo(string name, int partition, long lag, string? trouble) => new(
            new SiloReport
            {
                Name = name,
                Address = $"10.0.0.{partition}:11111@1",
                Version = "1.0.0",
                StartedAt = now.AddHours(-1),
                At = now,
                Trouble = trouble,
                Partitions = [new PartitionReport { Partition = partition, Owned = true, Lag = lag, Series = 350 }],
            },
            6170,
            Heard: true);
    }
}
