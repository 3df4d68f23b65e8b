using Anomaly.Dashboard.Tests.Front;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>What the overview shows where there is little to show. Every test has a front of its own.</summary>
public sealed class OverviewStateTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly WebFrontFixture _front = new();

    public ValueTask InitializeAsync() => _front.InitializeAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task HistoryAndClusterAway_SayingSo_LiveGoesOn_AndTheyComeBack()
    {
        _front.Store.Add(OverviewStory.Anomalies);
        _front.Store.Away = true;
        await _front.PushAsync(OverviewStory.Cluster());
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui", height: 1100);
        var page = watched.Page;
        var warning = page.GetByText("The history cannot be read since");
        await Assertions.Expect(warning).ToBeVisibleAsync();

        var live = Samples.Anomaly("live", TimeProvider.System.GetUtcNow());
        await _front.PublishAsync(durable: true, live);
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync("1");
        await _front.Grains.GetGrain<ITestClusterGrain>(0).SetAwayAsync(true);
        await Assertions.Expect(OverviewStory.Tile(page, "Samples per second")).ToContainTextAsync("no news since", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await watched.ShowAsync("overview-away");

        _front.Store.Away = false;
        await _front.Grains.GetGrain<ITestClusterGrain>(0).SetAwayAsync(false);
        await Assertions.Expect(warning).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".tile-main")).ToContainTextAsync($"{OverviewStory.Anomalies.Length + 1}");
        await Assertions.Expect(page.Locator(".tile-stale")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
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
}
