using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(SettingsCollection.Name)]
public sealed class RulesPageTests(WebFrontFixture front, ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Evil = "<b>\"50%\"</b>'/é温 <script>document.title='owned'</script>";

    private ISettingsGrain Settings => front.Grains.GetGrain<ISettingsGrain>(0);

    /// <summary>Other tests have left rules behind.</summary>
    public async ValueTask InitializeAsync()
    {
        await SaveAsync();
        if (await front.Catalog.FindAsync("web-00", Http.End) is null)
            front.Catalog.Add(Enumerable.Range(0, 12).Select(i => Samples.Series($"web-{i:00}")).Append(Samples.Series($"db-1{Evil}")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Add_PreviewsOnMatchingSeriesAndIsInForceOnceSaved()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a rule" }).ClickAsync();
        var name = page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true });
        await Assertions.Expect(name).ToBeFocusedAsync();

        await name.FillAsync("web");
        await page.GetByLabel("Id", new PageGetByLabelOptions { Exact = true }).FillAsync("web-*");
        await Assertions.Expect(page.Locator(".matching-one")).ToHaveCountAsync(10);
        await page.GetByLabel("Threshold", new PageGetByLabelOptions { Exact = true }).FillAsync("60");

        await Assertions.Expect(page.Locator(".totals")).ToHaveTextAsync("Over 10 matching series: would flag 0 of 20 recent points; now 10.");
        await Assertions.Expect(page.Locator(".preview-sentence")).ToHaveTextAsync("Of the last 2 points: 1 flagged now, 0 under these settings.");
        await watched.ShowAsync("rules-edit-light");
        Assert.Empty((await Settings.GetAsync(Http.End)).Rules);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save rules" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The rules are saved")).ToBeVisibleAsync();
        var rule = Assert.Single((await Settings.GetAsync(Http.End)).Rules);
        Assert.Equal(("web", "web-*", """{"moving_average":{"threshold":60}}"""), (rule.Name, rule.Match.Series, rule.Settings));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Order_ByKeyboard_ChangesWhichRuleDecides()
    {
        await SaveAsync(Rule("all", null), Rule("web", "web-*"));
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Count matches" }).ClickAsync();
        await Assertions.Expect(Row(page, "web").Locator(".rule-count")).ToContainTextAsync("decides0");
        var up = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Move web up" });

        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("web is now 1 of 2")).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Move web down" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Count matches" }).ClickAsync();
        await Assertions.Expect(Row(page, "web").Locator(".rule-count")).ToContainTextAsync("decides12");
        await watched.ShowAsync("rules-counts-light");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save rules" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The rules are saved")).ToBeVisibleAsync();
        Assert.Equal(["web", "all"], (await Settings.GetAsync(Http.End)).Rules.Select(rule => rule.Name));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Refused_SaysSoAtTheRulesFieldAndSavesNothing()
    {
        await SaveAsync(Rule("first", null), Rule("second", "web-*"));
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Edit second" }).ClickAsync();
        await page.GetByText("As JSON").ClickAsync();
        await page.GetByLabel("What differs from the settings below").FillAsync("""{"moving_average":{"window_size":1}}""");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close second" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save rules" }).ClickAsync();

        await Assertions.Expect(Row(page, "second").Locator("[data-path='moving_average.window_size'] .setting-error")).ToHaveTextAsync("Window is 1; must be a whole number from 2 to 10000.");
        await Assertions.Expect(page.GetByText("the cluster refused what is marked")).ToBeVisibleAsync();
        Assert.All((await Settings.GetAsync(Http.End)).Rules, rule => Assert.Equal("{}", rule.Settings));
    }

    [Fact]
    public async Task SomebodyElseSaved_SaysWhatAndKeepsTheDraft()
    {
        await SaveAsync(Rule("mine", null));
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Duplicate mine" }).ClickAsync();
        await Assertions.Expect(page.GetByText("A draft: nothing is in force")).ToBeVisibleAsync();
        await Settings.SetSeriesAsync("somewhere", """{"moving_average":{"threshold":8}}""", Http.End);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "somewhere" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Somebody else saved rules")).ToHaveCountAsync(0);

        await SaveAsync(Rule("mine", null), Rule("theirs", null));

        await Assertions.Expect(page.GetByText("Somebody else saved rules meanwhile: added “theirs”.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save rules" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is saved: somebody else saved rules meanwhile.")).ToBeVisibleAsync();
        await watched.ShowAsync("rules-conflict-light");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keep my draft in place of theirs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save rules" }).ClickAsync();

        await Assertions.Expect(page.GetByText("The rules are saved")).ToBeVisibleAsync();
        Assert.Equal(["mine", "mine 1"], (await Settings.GetAsync(Http.End)).Rules.Select(rule => rule.Name));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task LeavingWithADraft_Asks()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add a rule" }).ClickAsync();
        var cluster = page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Main" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Cluster" });

        await cluster.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Stay" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Settings");
        await cluster.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Leave" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Cluster");
    }

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    public async Task AnyWidthAndName_StaysTextAndDoesNotScrollSideways(int width, ColorScheme scheme)
    {
        await SaveAsync(Rule(Evil, "db-*") with { Settings = """{"moving_average":{"threshold":1},"methods":["moving_average"],"isolation_forest":{"contamination":0.2}}""" }, Rule("web", "web-*"));
        await Settings.SetSeriesAsync($"db-1{Evil}", """{"moving_average":{"window_size":9}}""", Http.End);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/settings", width, 1200, scheme);
        var page = watched.Page;
        await Assertions.Expect(Row(page, Evil).Locator("h3").First).ToHaveTextAsync(Evil);
        await watched.ShowAsync($"rules-{width}-{scheme}");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Edit {Evil}" }).ClickAsync();
        await Assertions.Expect(page.Locator(".matching-id")).ToHaveTextAsync($"db-1{Evil}");
        await Assertions.Expect(page.Locator("tr.preview-new").First).ToBeVisibleAsync();
        await page.Locator(".settings-side").ScrollIntoViewIfNeededAsync();
        await watched.ShowAsync($"rules-edit-{width}-{scheme}");

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.NotEqual("owned", await page.TitleAsync());
        watched.AssertQuiet();
    }

    private static ILocator Row(IPage page, string name) => page.Locator(".rule-list .rule").Filter(new LocatorFilterOptions { Has = page.Locator("h3", new PageLocatorOptions { HasText = name }) });

    private static SeriesRule Rule(string name, string? series) => new() { Name = name, Match = new RuleMatch { Series = series } };

    private Task<WatchedPage> OpenAsync() => chromium.OpenAsync($"{front.Address}/ui/settings");

    private async Task SaveAsync(params SeriesRule[] rules) => Assert.True((await Settings.SetRulesAsync(rules, null, Http.End)).Done);
}
