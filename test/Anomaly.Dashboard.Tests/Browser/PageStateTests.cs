using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>What the page shows where there is little to show. Every test has a front of its own.</summary>
public sealed class PageStateTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IAsyncLifetime
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

        await Assertions.Expect(watched.Row(stored.Id)).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
        await Assertions.Expect(warning).ToHaveCountAsync(0);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task LoadOlder_GoesBackWithoutGapOrRepeat()
    {
        _front.Store.Add(Enumerable.Range(0, 230).Select(i => Samples.Anomaly("older", Samples.Noon.AddSeconds(i / 3))));
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies");
        var rows = watched.Page.Locator("tr.anomaly");
        await Assertions.Expect(rows).ToHaveCountAsync(50);

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load older" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(150);
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load older" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(230);

        await Assertions.Expect(watched.Page.GetByText("That is all.")).ToBeVisibleAsync();

        var shown = await rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");
        var history = await _front.Store.QueryAsync(new() { Limit = 230 }, Http.End);
        Assert.Equal(history.Select(record => record.Id.ToString()), shown);
    }

    [Fact]
    public async Task ServerGone_ShowsThatTheConnectionIsLost()
    {
        await using var watched = await chromium.OpenAsync($"{_front.Address}/ui/anomalies", scheme: ColorScheme.Dark);

        await _front.StopAsync();

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Connection lost" }))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await watched.ShowAsync("connection-lost");
    }
}
