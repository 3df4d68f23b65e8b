using System.Net;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Tests.Access;
using Anomaly.Dashboard.Tests.Rest;
using Microsoft.Playwright;

namespace Anomaly.Dashboard.Tests.Browser;

/// <summary>People who sign in with a browser.</summary>
[Collection(ProviderFrontCollection.Name)]
public sealed class SignInTests(ProviderFrontFixture front, ChromiumFixture chromium)
{
    [Fact]
    public async Task SignIn_WithAKey_LeadsToThePageThatWasAskedFor_AndOutAgain()
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/settings?from=here");
        var page = watched.Page;
        Assert.Equal("/sign-in", new Uri(page.Url).AbsolutePath);
        await watched.ShowAsync("sign-in");

        await page.GetByLabel("Key").FillAsync(front.Keys.Of(Role.Viewer));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings", Exact = true })).ToBeVisibleAsync();
        Assert.EndsWith("/ui/settings?from=here", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByText("Only administrators save rules.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save rules" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Access" })).ToHaveCountAsync(0);
        // Scripts ran by their nonce, and nothing was held back.
        watched.AssertQuiet();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to Anomaly" })).ToBeVisibleAsync();
        await page.GotoAsync($"{front.Address}/ui");
        Assert.Equal("/sign-in", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task SignIn_AtTheProvider_ComesBackWithTheRoleThatItGives()
    {
        IdentityProvider.User = ("ana", ["admin"]);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui/access");
        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your account" }).ClickAsync();

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Access", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(watched.Page.Locator(".bar-user")).ToContainTextAsync("ana");
    }

    [Fact]
    public async Task SignIn_AtTheProvider_WithoutARole_IsNotLetIn()
    {
        IdentityProvider.User = ("eve", ["stranger"]);
        await using var watched = await chromium.OpenAsync($"{front.Address}/ui");
        await watched.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with your account" }).ClickAsync();

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("gave you no role here");
    }

    [Fact]
    public async Task Key_MadeOnThePage_IsShownOnce_AndItsPageClosesWhenItIsTakenAway()
    {
        await using var watched = await SignedInAsync(front.Keys.Of(Role.Admin), "/ui/access");
        var page = watched.Page;
        await page.GetByLabel("Name of a new key").FillAsync("from-the-page");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var key = await page.Locator(".access-key code").InnerTextAsync();
        await Assertions.Expect(page.Locator("[data-audit='session.sign_in']").First).ToBeVisibleAsync();
        await watched.ShowAsync("access");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-access-key='from-the-page']")).ToBeVisibleAsync();
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);

        await using var theirs = await SignedInAsync(key, "/ui/incidents");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away the key from-the-page" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away", Exact = true }).Last.ClickAsync();

        await Assertions.Expect(theirs.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in to Anomaly" })).ToBeVisibleAsync();
        watched.AssertQuiet();
    }

    [Fact]
    public async Task SignIn_WithoutTheFormOfThePage_OrFromAnotherSite_IsRefused()
    {
        var form = new Dictionary<string, string> { ["key"] = front.Keys.Of(Role.Admin), ["return"] = "/ui" };
        using var bare = await front.Http.PostAsync("/sign-in", new FormUrlEncodedContent(form), Http.End);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Origin", "https://evil.example");
        using var foreign = await front.Http.SendAsync(request, Http.End);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (bare.StatusCode, foreign.StatusCode));
        Assert.DoesNotContain("Set-Cookie", bare.Headers.Select(header => header.Key));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ForAnAddressElsewhere_LeadsToOurStartPage(string address)
    {
        await using var watched = await chromium.OpenAsync($"{front.Address}/sign-in?return={Uri.EscapeDataString(address)}");

        Assert.Equal("/ui", await watched.Page.Locator("input[name=return]").GetAttributeAsync("value"));
    }

    private async Task<WatchedPage> SignedInAsync(string key, string path)
    {
        var watched = await chromium.OpenAsync(front.Address + path);
        await watched.Page.GetByLabel("Key").FillAsync(key);
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".bar-user")).ToBeVisibleAsync();
        return watched;
    }
}
