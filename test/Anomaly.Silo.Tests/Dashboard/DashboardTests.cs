using System.Diagnostics;
using System.Text.RegularExpressions;
using Anomaly.Dashboard.Tests.Browser;
using Anomaly.Silo.Tests.Servers;
using Microsoft.Playwright;

namespace Anomaly.Silo.Tests.Dashboard;

/// <summary>The dashboard as people use it: the real silo, broker, database and browser.</summary>
public sealed partial class DashboardTests(RealDashboard real, ChromiumFixture chromium, ITestOutputHelper output) : IClassFixture<RealDashboard>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/ui"),
        ("anomalies", "/ui/anomalies"),
        ("anomaly", "/ui/anomalies/{anomaly}"),
        ("incidents", "/ui/incidents?status=all"),
        ("incident", "/ui/incidents/{incident}"),
        ("series-list", "/ui/series"),
        ("series", "/ui/series?id=web-1.cpu"),
        ("series-warming-up", "/ui/series?id=" + "starting%2Fup%20%26%20%3Cnew%3E"),
        ("channels", "/ui/notifications"),
        ("channel-new", "/ui/notifications?new=webhook"),
        ("routes", "/ui/notifications/routes"),
        ("silences", "/ui/notifications/silences"),
        ("deliveries", "/ui/notifications/deliveries"),
        ("silence-new", "/ui/notifications/silences?new=1&matcher=host%3D%22web-1%22"),
        ("settings", "/ui/settings"),
        ("cluster", "/ui/cluster"),
        ("access", "/ui/access"),
    ];

    [Fact]
    public async Task Anomaly_IsOnEveryLivePage_WithoutAReload()
    {
        await using var list = await chromium.OpenAsync($"{real.Address}/ui/anomalies?series=live.value");
        await using var overview = await chromium.OpenAsync($"{real.Address}/ui");
        await using var incidents = await chromium.OpenAsync($"{real.Address}/ui/incidents?series=live.value");
        await real.SendAsync("live.value", 10, 10, 10, 10);
        await Until.AnswersAsync(() => real.Silo.GetAsync("/api/v1/series/live.value"), answer => answer.Status == 200, "the series is known");
        await using var series = await chromium.OpenAsync($"{real.Address}/ui/series?id=live.value");
        await Assertions.Expect(series.Page.Locator(".chart[data-points='4']").First).ToBeVisibleAsync(Patiently);

        var sent = Stopwatch.GetTimestamp();
        await real.SendAsync("live.value", 99);
        await Task.WhenAll(
            Assertions.Expect(list.Page.Locator("tr.anomaly", new PageLocatorOptions { HasText = "live.value" })).ToBeVisibleAsync(Patiently),
            Assertions.Expect(overview.Page.Locator(".latest li", new PageLocatorOptions { HasText = "live.value" })).ToBeVisibleAsync(Patiently),
            Assertions.Expect(series.Page.Locator("tr", new PageLocatorOptions { HasText = "99 is" })).ToBeVisibleAsync(Patiently),
            Assertions.Expect(series.Page.Locator(".chart[data-points='5']").First).ToBeVisibleAsync(Patiently));
        var took = Stopwatch.GetElapsedTime(sent);
        await Task.WhenAll(
            Assertions.Expect(incidents.Page.Locator("tr.incident", new PageLocatorOptions { HasText = "live.value" })).ToBeVisibleAsync(Patiently),
            Assertions.Expect(series.Page.Locator(".open-incident")).ToBeVisibleAsync(Patiently));
        var incident = Stopwatch.GetElapsedTime(sent);

        output.WriteLine($"on three pages after {took.TotalMilliseconds:0} ms, its incident after {incident.TotalMilliseconds:0} ms");
        Assert.All(new[] { list, overview, incidents, series }, page => page.AssertQuiet());
    }

    [Fact]
    public async Task Settings_PreviewedThenSaved_HoldFromTheNextSamplesOn()
    {
        await real.SendAsync("tuned", 10, 10, 10, 10, 10, 18, 10, 10, 10, 10);
        await Until.AnswersAsync(() => real.Silo.GetAsync("/api/v1/series/tuned"), answer => answer.Status == 200, "the series is known");
        await using var watched = await chromium.OpenAsync($"{real.Address}/ui/series?id=tuned");
        var editor = watched.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Detector settings" });
        var threshold = editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true });
        await threshold.FillAsync("-1");
        await Assertions.Expect(editor.Locator(".setting-error").First).ToBeVisibleAsync(Patiently);
        await threshold.FillAsync("5");
        await Assertions.Expect(editor.GetByText(PreviewSentence())).ToBeVisibleAsync(Patiently);
        Assert.Empty(await real.Silo.GetListAsync("/anomalies?series=tuned&method=moving_average"));

        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByText("In force from the next samples on.")).ToBeVisibleAsync(Patiently);
        await real.SendAsync("tuned", 18, 10, 10, 10, 10, 10);
        await Until.AnswersAsync(
            async () =>
            {
                // A change is in force from the next checkpoint on; what came before was judged by the old settings.
                await real.SendAsync("tuned", 18, 10, 10, 10, 10);
                return await real.Silo.GetListAsync("/anomalies?series=tuned&method=moving_average");
            },
            found => found.Length > 0 && found.All(anomaly => anomaly.GetProperty("config").GetProperty("threshold").GetDouble() == 5),
            "the new threshold finds what the preview said");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Filters_InTheAddress_ListAndExportTheSame()
    {
        const string filters = "series=web-1.cpu&method=moving_average";
        await using var watched = await chromium.OpenAsync($"{real.Address}/ui/anomalies?{filters}");
        await Assertions.Expect(watched.Page.Locator("tr.anomaly").First).ToBeVisibleAsync(Patiently);
        var shown = await watched.Page.Locator("tr.anomaly").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");
        var expected = (await real.Silo.GetListAsync($"/anomalies?{filters}&limit=50")).Select(item => item.GetProperty("id").GetString());
        Assert.Equal(expected, shown);

        var download = await watched.Page.RunAndWaitForDownloadAsync(() => watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Export as CSV" }).ClickAsync());

        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal((await real.Silo.GetListAsync($"/anomalies?{filters}&limit=1000")).Length, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.Contains("web-1.cpu", line, StringComparison.Ordinal));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Channel_AddedThenTested_SaysWhatBecameOfIt()
    {
        await using var watched = await chromium.OpenAsync($"{real.Address}/ui/notifications?new=log");
        await watched.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("tried");
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add the channel" }).ClickAsync();

        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send a test to tried" }).ClickAsync();

        var line = watched.Page.Locator("li[data-channel=tried]");
        await Assertions.Expect(line.GetByText("The test was delivered.")).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(line.Locator(".outcome-delivered")).ToBeVisibleAsync(Patiently);
        await watched.ShowAsync("channel-tested");
        watched.AssertQuiet();
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_AtAnyWidthInAnyTheme_AreAccessibleQuietAndNoWiderThanTheScreen(int width, ColorScheme scheme)
    {
        var anomaly = (await real.Silo.GetListAsync("/anomalies?series=web-1.latency_ms&limit=1"))[0].GetProperty("id").GetString();
        var incident = (await real.Silo.GetListAsync("/api/v1/incidents?series=web-1.latency_ms&limit=1"))[0].GetProperty("id").GetString();
        await Assert.MultipleAsync([.. Pages.Select(page => (Func<Task>)(async () =>
        {
            var path = page.Path.Replace("{anomaly}", anomaly, StringComparison.Ordinal).Replace("{incident}", incident, StringComparison.Ordinal);
            await using var watched = await chromium.OpenAsync(real.Address + path, width, width < 500 ? 844 : 900, scheme);
            await Assertions.Expect(watched.Page.Locator(".mud-skeleton")).ToHaveCountAsync(0);
            await Assertions.Expect(watched.Page.Locator(".chart:not([data-points])")).ToHaveCountAsync(0);
            await watched.ShowAsync(scheme == ColorScheme.Light ? page.Name : $"{page.Name}-phone");
            var serious = await Accessibility.SeriousAsync(watched.Page);
            Assert.True(serious.Length == 0, $"{path}: {string.Join("\n", serious)}");
            Assert.Equal(width, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            watched.AssertQuiet();
        }))]);
    }

    [Fact]
    public async Task OwnProcess_ShowsTheSameCluster()
    {
        await using var dashboard = await DashboardProcess.StartAsync(real.Settings["POSTGRES_CONNECTION"]);
        await using var watched = await chromium.OpenAsync($"{dashboard.Address}/ui/series?id=db-1.cpu");
        await Assertions.Expect(watched.Page.Locator(".chart[data-points]").First).ToBeVisibleAsync(Patiently);
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Detector settings" })).ToBeVisibleAsync(Patiently);

        await real.SendAsync("db-1.cpu", 200);

        await Assertions.Expect(watched.Page.Locator("tr", new PageLocatorOptions { HasText = "200 is" }).First).ToBeVisibleAsync(Patiently);
        await watched.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Cluster" }).ClickAsync();
        await Assertions.Expect(watched.Page.GetByText("At work").First).ToBeVisibleAsync(Patiently);
        watched.AssertQuiet();
    }

    [GeneratedRegex("Of the last \\d+ points: 0 flagged now, [1-9]\\d* under these settings")]
    private static partial Regex PreviewSentence();
}
