using Anomaly.Dashboard.Tests.Front;
using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(WebFrontCollection.Name)]
public sealed class ClusterPageTests(WebFrontFixture front, ChromiumFixture chromium)
{
    private const string Evil = "<img src=x onerror=\"document.title='owned'\">";

    [Fact]
    public async Task Status_WhenPushed_IsShownWithoutReload()
    {
        await front.PushAsync(Status(lag: 3));
        await using var watched = await OpenAsync();
        var partition = watched.Page.Locator("tr[data-partition='1']");
        await Assertions.Expect(partition).ToContainTextAsync("silo-a");
        await Assertions.Expect(partition.Locator("[data-label='Records behind']")).ToHaveTextAsync("3");
        await watched.Page.EvaluateAsync("window.notReloaded = true");

        await front.PushAsync(Status(lag: 4_711));

        await Assertions.Expect(partition.Locator("[data-label='Records behind']")).ToHaveTextAsync("4,711");
        Assert.True(await watched.Page.EvaluateAsync<bool>("window.notReloaded"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Trouble_OfSilosAndPartitions_IsSaid()
    {
        await front.PushAsync(Status());
        await using var watched = await OpenAsync();

        await Assertions.Expect(watched.Page.Locator("tr[data-silo='silo-b'] .condition")).ToContainTextAsync("Not ready the database is away: " + Evil);
        await Assertions.Expect(watched.Page.Locator("tr[data-silo='silo-gone'] .condition")).ToContainTextAsync("Silent");
        await Assertions.Expect(watched.Page.Locator("tr[data-partition='2'] .condition")).ToContainTextAsync("No owner saving failed");
        Assert.Equal(["0", "1", "2"], await watched.Page.Locator("tr[data-partition] th").AllInnerTextsAsync());
        Assert.Equal(0, await watched.Page.Locator("table img").CountAsync());
        watched.AssertQuiet();
    }

    [Fact]
    public async Task DeadLetters_AreReadWhenAsked_AndStayText()
    {
        await front.PushAsync(Status());
        front.DeadLetters.Add(Clusters.Letter(Evil + new string('x', 200), "evil_reason", offset: 100, at: Samples.Noon.AddDays(3)));
        await using var watched = await OpenAsync();
        var letters = watched.Page.Locator("tr.letter");
        await Assertions.Expect(letters.First).ToContainTextAsync("metrics/2 at 100");
        await letters.First.Locator("summary").ClickAsync();
        await Assertions.Expect(letters.First.Locator("pre")).ToContainTextAsync(Evil);
        var before = await letters.CountAsync();
        front.DeadLetters.Add(Clusters.Letter("newer", "newer_reason", offset: 101, at: Samples.Noon.AddDays(4)));

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Read again" }).ClickAsync();

        await Assertions.Expect(letters).ToHaveCountAsync(before + 1);
        await Assertions.Expect(letters.First).ToContainTextAsync("newer");
        await Assertions.Expect(watched.Page.Locator(".reasons")).ToContainTextAsync("newer_reason 1");
        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        watched.AssertQuiet();
    }

    [Fact]
    public async Task DeadLetters_DatabaseIsAway_SaysSoAndRecovers()
    {
        front.DeadLetters.Away = true;
        try
        {
            await using var watched = await OpenAsync();
            await Assertions.Expect(watched.Page.GetByText("The dead letters cannot be read right now")).ToBeVisibleAsync();
            Assert.DoesNotContain("secret", await watched.Page.ContentAsync());

            front.DeadLetters.Away = false;
            await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Read again" }).ClickAsync();

            await Assertions.Expect(watched.Page.GetByText("The dead letters cannot be read right now")).ToHaveCountAsync(0);
        }
        finally
        {
            front.DeadLetters.Away = false;
        }
    }

    [Fact]
    public async Task Cluster_IsAway_KeepsTheLastSaysSinceWhenAndRecovers()
    {
        var grain = front.Grains.GetGrain<ITestClusterGrain>(0);
        await front.PushAsync(Status());
        await using var watched = await OpenAsync();
        var feed = watched.Page.Locator(".page-tools .feed");
        await Assertions.Expect(feed).ToHaveTextAsync("Live");
        await grain.SetAwayAsync(true);
        try
        {
            await Assertions.Expect(feed).ToContainTextAsync("No news since", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
            await Assertions.Expect(feed.Locator("local-time")).ToBeVisibleAsync();
            await Assertions.Expect(watched.Page.Locator("tr[data-silo='silo-a']")).ToBeVisibleAsync();
            await watched.ShowAsync("cluster-away");
        }
        finally
        {
            await grain.SetAwayAsync(false);
        }

        await Assertions.Expect(feed).ToHaveTextAsync("Live", new LocatorAssertionsToHaveTextOptions { Timeout = 60_000 });
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(820, ColorScheme.Dark)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(int width, ColorScheme scheme)
    {
        await front.PushAsync(Status(lag: 123_456));
        front.DeadLetters.Add(
            Clusters.Letter(new string('x', 400), offset: width),
            Clusters.Letter("cpu,host=web-1 value=", "line_protocol", offset: width + 5000),
            Clusters.Letter("\0\u0001ÿ", "not_json", offset: width + 9000));
        await using var watched = await OpenAsync(width, scheme);
        await Assertions.Expect(watched.Page.Locator("tr.letter").First).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator("tr[data-partition]").First).ToBeVisibleAsync();
        if (Environment.GetEnvironmentVariable("ANOMALY_SCREENSHOTS") is { Length: > 0 })
            await watched.Page.SetViewportSizeAsync(width, width == 390 ? 2600 : 1500);

        await watched.ShowAsync($"cluster-{width}-{scheme}");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }

    private Task<WatchedPage> OpenAsync(int width = 1440, ColorScheme scheme = ColorScheme.Light) =>
        chromium.OpenAsync($"{front.Address}/ui/cluster", width, width == 390 ? 844 : 900, scheme);

    private static ClusterStatus Status(long lag = 0) => new(TimeProvider.System.GetUtcNow(),
    [
        Clusters.Silo("silo-a", 12_345.6, partitions: [Clusters.Partition(1, lag: lag), Clusters.Partition(0)]),
        Clusters.Silo("silo-b", 0.4, trouble: "the database is away: " + Evil, partitions: [Clusters.Partition(2, owned: false, lag: null, trouble: "saving failed")]),
        Clusters.Silo("silo-gone", 0, heard: false),
    ]);
}
