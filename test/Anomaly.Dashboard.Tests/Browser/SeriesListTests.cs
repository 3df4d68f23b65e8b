using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Series;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(SeriesPagesCollection.Name)]
public sealed class SeriesListTests(WebFrontFixture front, ChromiumFixture chromium)
{
    [Fact]
    public async Task Search_ByIdOrLabel_FindsAndStaysInTheAddress()
    {
        front.Catalog.Add(
            Samples.Series("needle.cpu") with { Labels = new Dictionary<string, string> { ["zone"] = "Coral reef" } },
            Samples.Series("needle.disk", SeriesState.Silent),
            Samples.Series("other.cpu") with { Labels = new Dictionary<string, string> { ["coral"] = "yes" } });
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series");
        var box = watched.Page.GetByRole(AriaRole.Searchbox);

        await box.PressSequentiallyAsync("NEEDLE");
        await ShowsAsync(watched, "needle.cpu", "needle.disk");
        Assert.EndsWith("/ui/series?q=NEEDLE", watched.Page.Url);
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Silent" }).ClickAsync();
        await ShowsAsync(watched, "needle.disk");
        Assert.EndsWith("/ui/series?q=NEEDLE&state=silent", watched.Page.Url);

        await watched.Page.GoBackAsync();
        await box.FillAsync("coral");
        await ShowsAsync(watched, "needle.cpu", "other.cpu");
        await watched.Page.ReloadAsync();
        await ShowsAsync(watched, "needle.cpu", "other.cpu");
        await Assertions.Expect(box).ToHaveValueAsync("coral");

        await box.FillAsync("coral grouper");
        await Assertions.Expect(watched.Page.GetByText("No series matches")).ToBeVisibleAsync();
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Pages_OneAfterTheOther_HaveNoGapAndNoRepeat()
    {
        var all = Enumerable.Range(0, 120).Select(i => $"paged-{i:000}").ToArray();
        front.Catalog.Add(all.Select(id => Samples.Series(id)));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series?q=paged-");
        await ShowsAsync(watched, all[..50]);
        var next = watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Next" });

        await next.ClickAsync();
        await ShowsAsync(watched, all[50..100]);
        await next.ClickAsync();
        await ShowsAsync(watched, all[100..]);
        await Assertions.Expect(next).ToHaveCountAsync(0);
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Previous" }).ClickAsync();
        await ShowsAsync(watched, all[50..100]);
        await watched.Page.ReloadAsync();

        await ShowsAsync(watched, all[50..100]);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Rows_ShowWhatTheGrainsSay()
    {
        var warming = TestSeriesGrain.Warming + "beside a mute one";
        front.Catalog.Add(Samples.Series(warming) with { Labels = Enumerable.Range(1, 6).ToDictionary(i => $"row{i}", i => "x") }, Samples.Series(TestSeriesGrain.Mute));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series?q=mute");
        var row = Row(watched, warming);

        await Assertions.Expect(row.Locator(".warm-up")).ToContainTextAsync("12 of 20");
        await Assertions.Expect(row.GetByRole(AriaRole.Progressbar, new LocatorGetByRoleOptions { Name = "Warm-up" })).ToHaveAttributeAsync("value", "12");
        await Assertions.Expect(row.Locator(".sparkline")).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator(".number")).ToHaveTextAsync("43.5");
        await Assertions.Expect(row.Locator(".label-chip")).ToHaveCountAsync(5);
        await Assertions.Expect(row.Locator(".label-more")).ToContainTextAsync("+2");
        await Assertions.Expect(row.Locator(".rule")).ToHaveTextAsync("default");
        await Assertions.Expect(Row(watched, TestSeriesGrain.Mute).Locator(".recent")).ToHaveTextAsync("–");
        await Assertions.Expect(Row(watched, TestSeriesGrain.Mute).Locator(".number")).ToHaveTextAsync("42.5");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task DatabaseAway_SaysSoKeepsTheRowsAndRecovers()
    {
        front.Catalog.Add(Samples.Series("kept"));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series?q=kept");
        await ShowsAsync(watched, "kept");
        var warning = watched.Page.GetByText("The list of series cannot be read right now");

        front.Catalog.Away = true;
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Refresh" }).ClickAsync();
        await Assertions.Expect(warning).ToBeVisibleAsync();
        await ShowsAsync(watched, "kept");
        front.Catalog.Away = false;

        await Assertions.Expect(warning).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        watched.AssertQuiet();
    }

    [Fact]
    public async Task NoSeries_SaysHowToSendSamples()
    {
        await using var empty = new WebFrontFixture();
        await empty.InitializeAsync();
        await using var watched = await chromium.OpenAsync($"{empty.Address}/ui/series");

        await Assertions.Expect(watched.Page.GetByText("No series yet")).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.GetByText($"{empty.Address}/api/v1/samples")).ToBeVisibleAsync();
        await watched.ShowAsync("series-empty");
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Light)]
    public async Task List_AnyWidth_DoesNotScrollSideways(int width, ColorScheme scheme)
    {
        front.Catalog.Add(
            Samples.Series($"wide-{width}-{scheme}-" + new string('x', 300)),
            Samples.Series(TestSeriesGrain.Warming + $"wide-{width}-{scheme}", SeriesState.WarmingUp) with { WarmUp = new WarmUp(12, 20) },
            Samples.Series($"silent wide-{width}-{scheme}", SeriesState.Silent) with { Labels = Enumerable.Range(1, 9).ToDictionary(i => $"label{i}", i => new string('y', 40)) });
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series?q=wide-{width}-{scheme}", width, width == 390 ? 844 : 900, scheme);
        await Assertions.Expect(watched.Page.Locator("tr .sparkline")).ToHaveCountAsync(3);
        await watched.ShowAsync($"series-list-{width}-{scheme}");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }

    private static ILocator Row(WatchedPage watched, string id) =>
        watched.Page.Locator("tr[data-series]").Filter(new LocatorFilterOptions { Has = watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = id, Exact = true }) });

    private static Task ShowsAsync(WatchedPage watched, params string[] ids) =>
        Assertions.Expect(watched.Page.Locator("tr[data-series] .id")).ToHaveTextAsync(ids);
}
