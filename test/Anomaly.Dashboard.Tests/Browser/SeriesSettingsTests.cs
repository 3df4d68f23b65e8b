using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(SettingsCollection.Name)]
public sealed class SeriesSettingsTests(WebFrontFixture front, ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Evil = "<img src=x onerror=\"document.title='owned'\">/a b%2F?é温{job=\"x\"}";

    private ISettingsGrain Settings => front.Grains.GetGrain<ISettingsGrain>(0);

    /// <summary>Other tests have left rules behind.</summary>
    public async ValueTask InitializeAsync() => Assert.True((await Settings.SetRulesAsync([], null, Http.End)).Done);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Change_ShowsWhatItWouldFlagAndSavesOnlyTheDifference()
    {
        await using var watched = await OpenAsync("preview");
        var page = watched.Page;
        var editor = Editor(page);
        await Assertions.Expect(editor.Locator("[data-path='moving_average.threshold'] .source-name")).ToContainTextAsync("default");

        await editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true }).FillAsync("60");

        await Assertions.Expect(editor.Locator(".preview-sentence")).ToHaveTextAsync("Of the last 2 points: 1 flagged now, 0 under these settings.");
        await Assertions.Expect(editor.Locator("[data-points='2']")).ToBeVisibleAsync();
        await Assertions.Expect(editor.Locator("tr.preview-gone")).ToContainTextAsync("97.2 is further than 20 from 41");
        Assert.Null(await OwnAsync("preview"));
        await watched.ShowAsync("series-settings-preview-light");

        await editor.GetByLabel("Window", new LocatorGetByLabelOptions { Exact = true }).FillAsync("5");
        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();

        await Assertions.Expect(page.GetByText("In force from the next samples on.")).ToBeVisibleAsync();
        Assert.Equal("""{"moving_average":{"threshold":60}}""", await OwnAsync("preview"));
        await Assertions.Expect(editor.Locator("[data-path='moving_average.threshold']")).ToContainTextAsync("own");
        await Assertions.Expect(editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" })).ToBeDisabledAsync();
        watched.AssertQuiet();
    }

    [Fact]
    public async Task InvalidValue_SaysSoAtTheFieldAndSavesNothing()
    {
        await using var watched = await OpenAsync("invalid");
        var editor = Editor(watched.Page);
        var threshold = editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true });

        await threshold.FillAsync("twenty");
        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();

        await Assertions.Expect(threshold).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(threshold).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("^Threshold is “twenty”; must be a number above 0"));
        await Assertions.Expect(editor.GetByText("Nothing is saved yet")).ToBeVisibleAsync();
        Assert.Null(await OwnAsync("invalid"));
        await watched.ShowAsync("series-settings-invalid");

        await threshold.FillAsync("21");
        await Assertions.Expect(threshold).ToHaveAttributeAsync("aria-invalid", "false");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task RefusedByTheCluster_SaysSoAtTheFieldAndSavesNothing()
    {
        await using var watched = await OpenAsync("refused");
        var editor = Editor(watched.Page);
        await editor.GetByText("As JSON").ClickAsync();

        await editor.GetByLabel("What differs from the settings below").FillAsync("""{"moving_average":{"threshold":-1}}""");
        await Assertions.Expect(editor.Locator("[data-path='moving_average.threshold'] .setting-error")).ToHaveTextAsync("Threshold is -1; must be a number above 0.");
        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();

        await Assertions.Expect(editor.GetByText("the cluster refused what is marked")).ToBeVisibleAsync();
        await Assertions.Expect(editor.Locator("[data-path='moving_average.threshold'] .setting-error")).ToHaveTextAsync("Threshold is -1; must be a number above 0.");
        Assert.Null(await OwnAsync("refused"));
    }

    [Fact]
    public async Task Reset_TakesTheSettingsOfItsOwnAway()
    {
        await Settings.SetSeriesAsync("reset", """{"moving_average":{"threshold":7},"methods":["moving_average"]}""", Http.End);
        await using var watched = await OpenAsync("reset");
        var editor = Editor(watched.Page);
        await Assertions.Expect(editor.GetByRole(AriaRole.Switch, new LocatorGetByRoleOptions { Name = "Isolation forest runs" })).Not.ToBeCheckedAsync();
        await Assertions.Expect(editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true })).ToHaveValueAsync("7");

        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Reset to the defaults" }).ClickAsync();
        Assert.NotNull(await OwnAsync("reset"));
        await watched.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Reset" }).ClickAsync();

        await Assertions.Expect(editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true })).ToHaveValueAsync("20");
        await Assertions.Expect(editor.GetByRole(AriaRole.Switch, new LocatorGetByRoleOptions { Name = "Isolation forest runs" })).ToBeCheckedAsync();
        Assert.Null(await OwnAsync("reset"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task AnotherViewerSaves_IsTakenOverAtOnceOrOfferedWhereThereAreChanges()
    {
        await using var watched = await OpenAsync("shared");
        var editor = Editor(watched.Page);
        var threshold = editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true });
        await Assertions.Expect(threshold).ToHaveValueAsync("20");

        await Settings.SetSeriesAsync("shared", """{"moving_average":{"threshold":8}}""", Http.End);
        await Assertions.Expect(threshold).ToHaveValueAsync("8");

        await editor.GetByLabel("Window", new LocatorGetByLabelOptions { Exact = true }).FillAsync("12");
        await Assertions.Expect(editor.Locator("[data-path='moving_average.window_size'] .source-unsaved")).ToBeVisibleAsync();
        await Settings.SetSeriesAsync("shared", """{"moving_average":{"threshold":9}}""", Http.End);
        await Assertions.Expect(editor.GetByText("Somebody else changed these settings meanwhile")).ToBeVisibleAsync();
        await Assertions.Expect(threshold).ToHaveValueAsync("8");
        await editor.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Load the new settings" }).ClickAsync();

        await Assertions.Expect(threshold).ToHaveValueAsync("9");
        await Assertions.Expect(editor.GetByLabel("Window", new LocatorGetByLabelOptions { Exact = true })).ToHaveValueAsync("5");
        watched.AssertQuiet();
    }

    [Fact]
    public async Task NarrowPageAndHtmlInTheId_StaysTextAndDoesNotScrollSideways()
    {
        await using var watched = await OpenAsync(Evil, 390, ColorScheme.Dark);
        var editor = Editor(watched.Page);
        await editor.GetByLabel("Threshold", new LocatorGetByLabelOptions { Exact = true }).FillAsync("1");
        await Assertions.Expect(editor.Locator("tr.preview-new").First).ToBeVisibleAsync();
        await editor.ScrollIntoViewIfNeededAsync();
        await watched.ShowAsync("series-settings-390-dark");

        Assert.Equal(390, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.NotEqual("owned", await watched.Page.TitleAsync());
        watched.AssertQuiet();
    }

    private static ILocator Editor(IPage page) => page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Detector settings" });

    private Task<WatchedPage> OpenAsync(string id, int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        front.Catalog.Add(Samples.Series(id));
        return chromium.OpenAsync($"{front.Address}/ui/series?id={Uri.EscapeDataString(id)}", width, 1000, scheme);
    }

    private async Task<string?> OwnAsync(string id) => (await Settings.GetAsync(Http.End)).Overrides.GetValueOrDefault(id);
}
