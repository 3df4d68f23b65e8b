using System.Globalization;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>The page of one anomaly. Each test has series and times of its own.</summary>
public sealed class DetailTests(WebFrontFixture front, ChromiumFixture chromium) : IClassFixture<WebFrontFixture>
{
    private const string Evil = "<img src=x onerror=\"document.title='owned'\">/<b>50%</b>";

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task MovingAverage_DrawsItsWindowWithAllThatExplainsIt(int width, ColorScheme scheme)
    {
        var at = Samples.Noon.AddHours(width);
        var before = Samples.Anomaly("detail.ma", at.AddHours(-1));
        var near = Samples.Anomaly("detail.near", at.AddMinutes(4), AnomalySeverity.Critical);
        var record = Samples.Anomaly("detail.ma", at);
        front.Store.Add(before, near, record, Samples.Anomaly("detail.far", at.AddMinutes(6)));
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{record.Id}", width, 1100, scheme);

        await Assertions.Expect(watched.Page.Locator(".chart[data-points='5']")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Page.Locator(".u-legend")).ToContainTextAsync("Upper limit");
        await Assertions.Expect(watched.Page.Locator(".reason-line")).ToHaveTextAsync(record.Reason);
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Previous of this series" })).ToHaveAttributeAsync("href", $"/ui/anomalies/{before.Id}");
        await Assertions.Expect(watched.Page.Locator(".neighbour-list a")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Page.Locator(".neighbour-list a")).ToContainTextAsync("detail.near");
        await Assertions.Expect(watched.Page.GetByLabel("Settings in force")).ToContainTextAsync("Threshold kind");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "detail.ma" })).ToHaveAttributeAsync("href", "/ui/series?id=detail.ma");
        await watched.ShowAsync($"detail-ma-{width}-{scheme}");

        Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Previous of this series" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator($".detail[data-id='{before.Id}'] .chart[data-points='5']")).ToHaveCountAsync(1);
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    public async Task IsolationForest_DrawsItsBatchAndTheScores(ColorScheme scheme)
    {
        var record = Samples.Anomaly("detail.forest", Samples.Noon.AddDays(-(int)scheme), AnomalySeverity.Critical, "isolation_forest") with
        {
            Value = 97.9,
            Lower = null,
            Expected = 52,
            Threshold = 1.5,
            ZScore = 3.1,
            Reason = "97.9, smoothed to 81.2, stands apart from its batch of 20 samples around 52: its z-score 3.1 is above the dynamic threshold 1.5, 3 in a row",
            Context = """
                {"buffer":[44.1,45,43.2,44.8,46,45.1,44.2,43.9,44.4,45.2,44.7,80.3,91.2,97.9,44.1,44.9,45.4,44.3,44.8,45],
                 "smoothed":[44.1,44.3,44,44.2,44.7,44.8,44.6,44.4,44.4,44.6,44.6,53.6,63,71.7,64.8,59.8,56.2,53.2,51.1,49.6],
                 "scores":[-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.4,-0.5,-0.6,-0.7,-0.6,-0.5,-0.5,-0.5,-0.5,-0.5],
                 "decisions":[0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.05,0.01,-0.1,0.02,0.05,0.05,0.05,0.05,0.05],
                 "z_scores":[0.1,0.2,0.1,0.4,0.2,0.1,0.2,0.2,0.3,0.1,0.1,1.1,1.9,3.1,1.8,1.2,0.6,0.4,0.3,0.1],
                 "dynamic_threshold":1.5,"streak":3,"index":13}
                """,
            Config = """{"batch_size":20,"contamination":0.1,"smoothing_alpha":0.25,"min_consecutive":3}""",
        };
        front.Store.Add(record);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{record.Id}", 1440, 1200, scheme);

        await Assertions.Expect(watched.Page.Locator(".chart[data-points='20']")).ToHaveCountAsync(2);
        await Assertions.Expect(watched.Page.Locator(".u-legend").Last).ToContainTextAsync("Dynamic threshold");
        await watched.ShowAsync($"detail-forest-{scheme}");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Verdict_IsStoredAtOnceAndTakenBack()
    {
        var record = Samples.Anomaly("detail.verdict", Samples.Noon.AddDays(30));
        front.Store.Add(record);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{record.Id}");
        var button = watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "False alarm" });

        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(AnomalyStatus.FalseAlarm, (await front.Store.FindAsync(record.Id, Http.End))!.Status);
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(AnomalyStatus.New, (await front.Store.FindAsync(record.Id, Http.End))!.Status);

        front.Store.Away = true;
        await button.ClickAsync();
        await Assertions.Expect(watched.Page.GetByText("nothing was changed")).ToBeVisibleAsync();
        front.Store.Away = false;
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task JustDetected_SaysSoAndAppearsOnceItIsSaved()
    {
        var record = Samples.Anomaly("detail.saving", Samples.Noon.AddDays(31));
        await using var list = await chromium.OpenAsync($"{front.Address}/ui/anomalies?series=detail.saving");
        await front.PublishAsync(durable: false, record);
        await list.Row(record.Id).Locator(".id a").ClickAsync();
        await Assertions.Expect(list.Page.Locator("h1")).ToHaveTextAsync("Just detected, being saved");

        await front.PublishAsync(durable: true, record);

        await Assertions.Expect(list.Page.Locator($".detail[data-id='{record.Id}']")).ToBeVisibleAsync();
        list.AssertQuiet();
    }

    [Theory]
    [InlineData("0199aaaa-0000-7000-8000-000000000000")]
    [InlineData("no-uuid")]
    public async Task UnknownId_SaysSo(string id)
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{id}");

        await Assertions.Expect(watched.Page.Locator("h1")).ToHaveTextAsync("There is no such anomaly");
        await watched.ShowAsync("detail-unknown");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task HugeContextFullOfHtml_StaysSmallAndText()
    {
        var numbers = string.Join(',', Enumerable.Range(0, 60_000).Select(i => (i * 0.37).ToString(CultureInfo.InvariantCulture)));
        var texts = string.Join(',', Enumerable.Range(0, 20_000).Select(_ => "\"<b>bold</b><script>document.title='owned'</script>\""));
        var record = Samples.Anomaly(Evil, Samples.Noon.AddDays(32)) with
        {
            Reason = Evil,
            DetectionMethod = "<i>own</i>",
            Labels = new Dictionary<string, string> { [Evil] = Evil },
            Context = $$"""{"<script>alert(1)</script>":"{{new string('x', 200_000)}}","window":[{{numbers}}],"notes":[{{texts}}],"deep":{"er":{"still":[[1,[2,"<u>"]]]} } }""",
        };
        Assert.InRange(record.Context.Length, 1_000_000, 4_000_000);
        front.Store.Add(record);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/anomalies/{record.Id}");

        await Assertions.Expect(watched.Page.Locator(".chart[data-points='2000']")).ToHaveCountAsync(1);
        await Assertions.Expect(watched.Page.GetByText("… 59800 more")).ToHaveCountAsync(1);
        Assert.InRange(await watched.Page.EvaluateAsync<int>("document.body.innerHTML.length"), 10_000, 300_000);
        Assert.Equal(0, await watched.Page.Locator(".detail img, .detail script, .detail b, .detail i, .detail u").CountAsync());
        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        await watched.ShowAsync("detail-huge");
        Assert.Equal(1440, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        watched.AssertQuiet();
    }
}
