using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

public sealed class AnomaliesPageTests(WebFrontFixture front, ChromiumFixture chromium) : IClassFixture<WebFrontFixture>
{
    private const string Evil = "<img src=x onerror=\"document.title='owned'\">/<b>50%</b>{job=\"x\"}";

    private static readonly AnomalyRecord[] Story = Tell();

    [Fact]
    public async Task Page_HistoryThenLive_ShowsBothWithoutReload()
    {
        var old = Story;
        front.Store.Add(old);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        var row = watched.Row(old[12].Id);
        await Assertions.Expect(row).ToContainTextAsync(old[12].MetricName);
        await Assertions.Expect(row).ToContainTextAsync("97.2");
        await Assertions.Expect(row).ToContainTextAsync("Moving average");
        await Assertions.Expect(row).ToContainTextAsync("the threshold is 20");
        await watched.Page.EvaluateAsync("window.notReloaded = true");

        var live = Samples.Anomaly("checkout/latency", Samples.Noon.AddDays(1), AnomalySeverity.Critical);
        await front.PublishAsync(durable: false, live);
        await Assertions.Expect(watched.Row(live.Id)).ToHaveAttributeAsync("data-durable", "false");
        await watched.ShowAsync("live-light");
        await front.PublishAsync(durable: true, live);

        await Assertions.Expect(watched.Row(live.Id)).ToHaveAttributeAsync("data-durable", "true");
        Assert.Equal(live.Id.ToString(), await watched.Page.Locator("tr.anomaly").First.GetAttributeAsync("data-id"));
        Assert.True(await watched.Page.EvaluateAsync<bool>("window.notReloaded"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Page_HtmlInIdContextAndReason_StaysText()
    {
        var record = Samples.Anomaly(Evil, Samples.Noon.AddHours(3)) with
        {
            Reason = Evil,
            Context = """{"<script>alert(1)</script>":"</pre><script>document.title='owned'</script>","window":[1,2,3]}""",
        };
        front.Store.Add(record);
        front.Catalog.Add(Samples.Series(Evil));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        var row = watched.Row(record.Id);

        await Assertions.Expect(row.Locator(".series")).ToHaveTextAsync(Evil);
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(watched.Page.Locator($"#details-{record.Id:N}")).ToContainTextAsync("</pre><script>document.title='owned'</script>");

        Assert.Equal(0, await watched.Page.Locator("table img, table script").CountAsync());
        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        var href = await row.Locator(".series a").GetAttributeAsync("href");
        Assert.Equal("/ui/series?id=" + Uri.EscapeDataString(Evil), href);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Details_ByKeyboard_OpenAndClose()
    {
        var record = Samples.Anomaly("keyboard", Samples.Noon.AddHours(4));
        front.Store.Add(record);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        var button = watched.Row(record.Id).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Context and config of the anomaly of keyboard" });
        var details = watched.Page.Locator($"#details-{record.Id:N}");

        await button.FocusAsync();
        await watched.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(details).ToContainTextAsync("55.9");
        await Assertions.Expect(details).ToContainTextAsync("Threshold kind");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        await watched.ShowAsync("details-light");
        await watched.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(details).ToHaveCountAsync(0);
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Times_AreInTheViewersZoneWithUtcInTheTooltip()
    {
        var record = Samples.Anomaly("zones", Samples.Noon.AddHours(5));
        front.Store.Add(record);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        var time = watched.Row(record.Id).Locator("local-time");

        Assert.Equal("2026-11-22 17:00:00.000 UTC", await time.GetAttributeAsync("title"));
        Assert.Equal("2026-11-22 22:30:00", await time.EvaluateAsync<string>("element => element.shadowRoot.textContent"));
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(820, ColorScheme.Dark)]
    [InlineData(1180, ColorScheme.Light)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(int width, ColorScheme scheme)
    {
        front.Store.Add(Story);
        front.Store.Add(Samples.Anomaly("a-very-long-series-id-without-any-place-to-break-it-" + new string('x', 200), Samples.Noon.AddHours(1)));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies", width, width == 390 ? 844 : 900, scheme);
        await Assertions.Expect(watched.Page.Locator("tr.anomaly").First).ToBeVisibleAsync();
        await watched.Page.Locator("tr.anomaly").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(watched.Page.Locator("tr.details").First).ToBeVisibleAsync();
        await watched.ShowAsync($"page-{width}-{scheme}");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Pause_HoldsNewRowsUntilResumed()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies");
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pause" }).ClickAsync();
        var live = Samples.Anomaly("paused", Samples.Noon.AddHours(6));

        await front.PublishAsync(durable: true, live);
        var resume = watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Resume (1 new)" });
        await Assertions.Expect(resume).ToBeVisibleAsync();
        await Assertions.Expect(watched.Row(live.Id)).ToHaveCountAsync(0);
        await resume.ClickAsync();

        await Assertions.Expect(watched.Row(live.Id)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task UnknownPage_SaysSoWithItsStatus()
    {
        using var http = new HttpClient();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await http.GetAsync($"{front.Address}/ui/nothing/here", Http.End)).StatusCode);

        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/nothing/here");

        await Assertions.Expect(watched.Page.Locator("h1")).ToHaveTextAsync("There is no such page");
        await watched.ShowAsync("not-found");
    }

    private static AnomalyRecord[] Tell()
    {
        string[] names = ["web-1.cpu", "web-2.cpu", "db-1.disk_io{device=\"nvme0n1\",host=\"db-1\"}", "checkout/latency_ms", "up{instance=\"10.0.0.7:9100\",job=\"node\"}", "größe.温度"];
        return [.. Enumerable.Range(0, 14).Select(i =>
        {
            var severity = (AnomalySeverity)(i % 3);
            var record = Samples.Anomaly(names[i % names.Length], Samples.Noon.AddSeconds(i * 37), severity);
            return i % 3 != 1 ? record : record with
            {
                DetectionMethod = "isolation_forest",
                Value = 1_284.125 + i,
                AnomalyScore = 0.7312,
                Reason = "the score 0.731 is an outlier of its batch of 20, for the 3rd time in a row: z 4.21 is above the dynamic threshold 3",
                Context = """{"buffer":[44.1,45,43.2,44.8,46,45.1,44.2,43.9,44.4,45.2,44.7,80.3,91.2,97.9,44.1,44.9,45.4,44.3,44.8,45],"z_scores":[0.1,0.2,0.1,0.4,0.2,0.1,0.2,0.2,0.3,0.1,0.1,2.9,3.4,4.2,0.1,0.2,0.3,0.1,0.2,0.1],"dynamic_threshold":3,"streak":3}""",
                Config = """{"batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_anomaly_consec":3}""",
            };
        })];
    }
}
