using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(SeriesPagesCollection.Name)]
public sealed class SeriesViewTests(WebFrontFixture front, ChromiumFixture chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task Chart_NewPoints_AreAddedAndLittleIsSent()
    {
        await using var watched = await OpenAsync("live", Points(0, 64));
        await PointsAsync(watched, 64);
        await watched.Page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = Patiently.Timeout });
        var before = watched.Received;

        for (var i = 0; i < 10; i++)
            await Grain("live").AddPointsAsync(Points(64 + i, 1));

        await PointsAsync(watched, 74);
        await Assertions.Expect(watched.Page.Locator(".last-value")).ToHaveTextAsync(Value(73));
        Assert.InRange(watched.Received - before, 500, 10 * 1_500);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Chart_LateAnomaly_MarksTheOlderPointAndOpensByAClick()
    {
        await using var watched = await OpenAsync("late", Points(0, 21));
        await PointsAsync(watched, 21);
        var plot = watched.Page.Locator(".u-over").First;
        var box = (await plot.BoundingBoxAsync())!;
        var critical = watched.Page.Locator(".u-legend").First.Locator(".u-series", new LocatorLocatorOptions { HasText = "Critical" }).Locator(".u-value");
        await plot.HoverAsync(new LocatorHoverOptions { Position = new Position { X = box.Width / 2, Y = 20 } });
        await Assertions.Expect(critical).ToHaveTextAsync("–");

        var anomaly = Samples.Anomaly("late", Samples.Noon.AddSeconds(21), AnomalySeverity.Critical, "isolation_forest") with { Timestamp = Samples.Noon.AddSeconds(10) };
        await front.PublishAsync(durable: true, anomaly);
        await Assertions.Expect(watched.Row(anomaly.Id)).ToBeVisibleAsync();
        await Assertions.Expect(critical).ToHaveTextAsync(Value(10));
        await plot.ClickAsync(new LocatorClickOptions { Position = new Position { X = box.Width / 2, Y = 20 } });

        await Assertions.Expect(watched.Page).ToHaveURLAsync($"{front.Address}/ui/anomalies/{anomaly.Id}");
    }

    [Fact]
    public async Task Chart_ConnectionLost_CatchesUp()
    {
        await using var watched = await OpenAsync("lost", Points(0, 10));
        await PointsAsync(watched, 10);

        await watched.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await Grain("lost").AddPointsAsync(Points(10, 30));

        await PointsAsync(watched, 40);
    }

    [Fact]
    public async Task Series_GrainAway_SaysSoAndRecovers()
    {
        await Grain("away").SetAwayAsync(true);
        await using var watched = await OpenAsync("away", Points(0, 5));
        var note = watched.Page.GetByText("The series does not answer");
        await Assertions.Expect(note).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(watched.Page.GetByText("its stored state is shown")).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator(".last-value")).ToHaveTextAsync("42.5");
        await watched.ShowAsync("series-away");

        await Grain("away").SetAwayAsync(false);

        await Assertions.Expect(note).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        await PointsAsync(watched, 5);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Series_Unknown_SaysSoAndItsGrainIsNotAsked()
    {
        const string Id = "never seen / 50%";
        await using var watched = await chromium.OpenAsync(Address(Id));

        await Assertions.Expect(watched.Page.GetByText("There is no such series")).ToBeVisibleAsync();
        await watched.ShowAsync("series-unknown");
        Assert.False(TestSeriesGrain.Asked.ContainsKey(Id));
        front.Catalog.Add(Samples.Series(Id));
        await Grain(Id).AddPointsAsync(Points(0, 3));
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Look again" }).ClickAsync();

        await PointsAsync(watched, 3);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Series_WarmingUp_SaysWhatIsAwaited()
    {
        await using var watched = await OpenAsync(TestSeriesGrain.Warming + "view", Points(0, 12));

        await Assertions.Expect(watched.Page.GetByText("8 more samples until every method can alarm")).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Progressbar, new PageGetByRoleOptions { Name = "Warm-up" })).ToHaveAttributeAsync("max", "20");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Series_SettingsOfItsOwn_AreMarkedAsTheyCome()
    {
        await using var watched = await OpenAsync("own settings", Points(0, 3));
        await Assertions.Expect(watched.Page.Locator(".series-facts")).ToContainTextAsync("default");

        await front.Grains.GetGrain<ISettingsGrain>(0).SetSeriesAsync("own settings", """{"moving_average":{"threshold":5}}""", Http.End);

        await Assertions.Expect(watched.Page.Locator(".series-facts .own")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Links_AnyId_LeadToTheSeries()
    {
        string[] ids =
        [
            "evil <img src=x onerror=\"document.title='owned'\">/<b>50%</b>{job=\"x\"}",
            "evil a+b & c=d?e#f %2F %20",
            "evil größe.温度/\\..",
            "evil " + new string('é', 500),
        ];
        front.Catalog.Add(ids.Select(id => Samples.Series(id)));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/series?q=evil");
        foreach (var id in ids)
        {
            await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = id, Exact = true }).ClickAsync();
            await Assertions.Expect(watched.Page.Locator("h1")).ToHaveTextAsync(id);
            await Assertions.Expect(watched.Page.Locator(".last-value")).ToHaveTextAsync("43.5");
            await watched.Page.GoBackAsync();
        }

        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    public async Task View_AnyWidth_DoesNotScrollSideways(int width, ColorScheme scheme)
    {
        var id = $"view-{width}-{scheme}-" + new string('x', 200);
        front.Store.Add(Enumerable.Range(0, 12).Select(i =>
            Samples.Anomaly(id, Samples.Noon.AddSeconds(i * 5), (AnomalySeverity)(i % 3)) with { Timestamp = Samples.Noon.AddSeconds(i * 5) }));
        await using var watched = await OpenAsync(id, Points(0, 64), width, scheme);
        await PointsAsync(watched, 64);
        await watched.ShowAsync($"series-view-{width}-{scheme}");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }

    private static string Value(int second) => (45 + second % 10).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ScoredPoint[] Points(int from, int count) => [.. Enumerable.Range(from, count).Select(second =>
        new ScoredPoint(Samples.Noon.AddSeconds(second), 45 + (second % 10), 50, 42, 58, 0.1 * (second % 10), null))];

    private static Task PointsAsync(WatchedPage watched, int count) =>
        Assertions.Expect(watched.Page.Locator($"figure.chart[data-points='{count}']")).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });

    private ITestSeriesGrain Grain(string id) => front.Grains.GetGrain<ITestSeriesGrain>(id);

    private string Address(string id) => $"{front.Address}/ui/series?id={Uri.EscapeDataString(id)}";

    private async Task<WatchedPage> OpenAsync(string id, ScoredPoint[] points, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        front.Catalog.Add(Samples.Series(id));
        await Grain(id).AddPointsAsync(points);
        return await chromium.OpenAsync(Address(id), width, width == 390 ? 844 : 900, scheme);
    }
}
