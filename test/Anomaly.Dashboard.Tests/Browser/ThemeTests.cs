using Anomaly.Dashboard.Tests.Front;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

[Collection(SettingsCollection.Name)]
public sealed class ThemeTests(WebFrontFixture front, ChromiumFixture chromium)
{
    private const string Surface = "getComputedStyle(document.querySelector('.bar')).backgroundColor";

    [Fact]
    public async Task Theme_Chosen_HoldsAgainstTheSystemsAndAfterAReload()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/settings", scheme: ColorScheme.Dark);
        var page = watched.Page;
        var dark = await page.EvaluateAsync<string>(Surface);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Theme: the system's; switch to light" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Theme: light; switch to dark" }).WaitForAsync();
        await page.WaitForFunctionAsync($"dark => {Surface} !== dark", dark);
        var light = await page.EvaluateAsync<string>(Surface);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();

        Assert.Equal(light, await page.EvaluateAsync<string>(Surface));
        Assert.Equal("light", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        watched.AssertQuiet();
    }

    [Fact]
    public async Task Theme_OfTheSystem_IsFollowedWhenItChanges()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/settings", scheme: ColorScheme.Light);
        var light = await watched.Page.EvaluateAsync<string>(Surface);

        await watched.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });

        await watched.Page.WaitForFunctionAsync($"light => {Surface} !== light", light);
        watched.AssertQuiet();
    }
}
