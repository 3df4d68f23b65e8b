using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Storage.Anomalies;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>What the page shows where there is little to show. Every test has a front of its own.</summary>
public sealed class PageStateTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly WebFrontFixture _front = new();

    public ValueTask InitializeAsync() => _front.InitializeAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task NoAnomalies_SaysSoUntilTheFirstComes()
    {
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies");
        await Assertions.Expect(watched.Page.GetByText("No anomalies yet")).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.GetByText($"{_front.Address}/api/v1/samples")).ToBeVisibleAsync();
        await watched.ShowAsync("empty-light");

        var first = Samples.Anomaly("first");
        await _front.PublishAsync(durable: false, first);

        await Assertions.Expect(watched.Row(first.Id)).ToBeVisibleAsync();
        await watched.ShowAsync("provisional-light");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task HistoryAway_SaysSoShowsWhatIsLiveAndRecovers()
    {
        var stored = Samples.Anomaly("stored");
        _front.Store.Add(stored);
        _front.Store.Away = true;
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies");
        var warning = watched.Page.GetByText("The history cannot be read right now");
        await Assertions.Expect(warning).ToBeVisibleAsync();
        var live = Samples.Anomaly("live");
        await _front.PublishAsync(durable: false, live);
        await Assertions.Expect(watched.Row(live.Id)).ToBeVisibleAsync();
        await watched.ShowAsync("history-away");

        _front.Store.Away = false;

        await Assertions.Expect(watched.Row(stored.Id)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await Assertions.Expect(warning).ToHaveCountAsync(0);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Pages_InEveryOrder_GoForthAndBackWithoutGapOrRepeat()
    {
        _front.Store.Add(Enumerable.Range(0, 130).Select(i => Samples.Anomaly($"pages.{i % 3}", Samples.Noon.AddSeconds(i / 4))));
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies");

        await ExpectPagesAsync(watched, new AnomalyQuery());
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Series", Exact = true }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "Series" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await ExpectPagesAsync(watched, new AnomalyQuery { BySeries = true, OldestFirst = true });

        Assert.EndsWith("/ui/anomalies?order=series", watched.Page.Url, StringComparison.Ordinal);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task TenThousandAtOnce_PageStaysShortAndAnswers()
    {
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies");
        await Assertions.Expect(watched.Page.GetByText("No anomalies yet")).ToBeVisibleAsync();
        var flood = Enumerable.Range(0, 10_000).Select(i => Samples.Anomaly($"flood.{i % 100}", Samples.Noon.AddMilliseconds(i))).ToArray();

        foreach (var part in flood.Chunk(500))
            await _front.PublishAsync(durable: true, part);

        await Assertions.Expect(watched.Row(flood[^1].Id)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await Assertions.Expect(watched.Page.Locator("tr.anomaly")).ToHaveCountAsync(50);
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Next" }).ClickAsync();
        await Assertions.Expect(watched.Row(flood[^51].Id)).ToBeVisibleAsync();
        watched.AssertQuiet();
    }

    [Fact]
    public async Task ServerGone_ShowsThatTheConnectionIsLost()
    {
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies", scheme: ColorScheme.Dark);

        await _front.StopAsync();

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Connection lost" }))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await watched.ShowAsync("connection-lost");
    }

    /// <summary>Goes through three pages and back to the first.</summary>
    private async Task ExpectPagesAsync(WatchedPage watched, AnomalyQuery order)
    {
        var history = (await _front.Store.QueryAsync(order with { Limit = 1000 }, Http.End)).Select(record => record.Id).ToArray();
        Guid[][] pages = [history[..50], history[50..100], history[100..]];
        await ExpectRowsAsync(watched, pages[0]);
        await ClickAsync(watched, "Next");
        await ExpectRowsAsync(watched, pages[1]);
        await ClickAsync(watched, "Next");
        await ExpectRowsAsync(watched, pages[2]);
        await Assertions.Expect(watched.Page.GetByText("That is all.")).ToBeVisibleAsync();
        await ClickAsync(watched, "Previous");
        await ExpectRowsAsync(watched, pages[1]);
        await ClickAsync(watched, "Previous");
        await ExpectRowsAsync(watched, pages[0]);
    }

    private static Task ClickAsync(WatchedPage watched, string name) =>
        watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).ClickAsync();

    private static async Task ExpectRowsAsync(WatchedPage watched, Guid[] ids)
    {
        await Assertions.Expect(watched.Row(ids[0])).ToBeVisibleAsync();
        var shown = await watched.Page.Locator("tr.anomaly").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");
        Assert.Equal(ids.Select(id => id.ToString()), shown);
    }
}
