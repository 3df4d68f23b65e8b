using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Anomaly.Dashboard.Ui.Notifications.Channels;
using Anomaly.Grains.Interfaces.Notifications;
using Bunit;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class ChannelsPageTests : NotificationContext
{
    private const string Key = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    [Fact]
    public async Task Typed_WhatCannotBe_IsSaidAtItsFieldAndAtNoOther()
    {
        var page = Open<ChannelsPage>("/ui/notifications?new=webhook");
        Assert.Empty(page.FindAll(".setting-error"));

        await page.Find("#channel-settings-url").InputAsync("ftp://x");

        var error = Assert.Single(page.FindAll(".setting-error"));
        Assert.Equal("Address is 'ftp://x'; must be an http or https address.", error.TextContent);
        var entry = page.Find("#channel-settings-url");
        Assert.Equal("true", entry.GetAttribute("aria-invalid"));
        Assert.Contains(error.Id!, entry.GetAttribute("aria-describedby")!.Split(' '));
        await page.Find("#channel-settings-url").InputAsync("https://example.com/hook");
        Assert.Empty(page.FindAll(".setting-error"));
    }

    [Fact]
    public async Task Saved_WithWhatIsMissing_SavesNothingAndSaysAllThatIsWrong()
    {
        var page = Open<ChannelsPage>("/ui/notifications?new=webhook");

        await Button(page, "Add the channel").ClickAsync(new());

        Assert.Equal(
            ["name", "settings.url", "secrets.signing_key"],
            page.FindAll(".setting-wrong").Select(field => field.GetAttribute("data-path")));
        Assert.Empty(await ChannelStore.ListAsync(End));
    }

    [Fact]
    public async Task Secret_TypedAndSaved_IsNeverInThePage()
    {
        var page = Open<ChannelsPage>("/ui/notifications?new=webhook");
        await page.Find("#channel-name").InputAsync("ops");
        await page.Find("#channel-settings-url").InputAsync("https://example.com/hook");
        await page.Find("#channel-secrets-signing_key").InputAsync("whsec_short");
        Assert.Contains("Signing key is no signing key", page.Find("[data-path='secrets.signing_key'] .setting-error").TextContent, StringComparison.Ordinal);
        await page.Find("#channel-secrets-signing_key").InputAsync(Key);
        Assert.DoesNotContain("whsec_MDE", page.Markup, StringComparison.Ordinal);

        await Button(page, "Add the channel").ClickAsync(new());
        page.WaitForElement("li[data-channel=ops]");
        var reopened = Open<ChannelsPage>("/ui/notifications?channel=ops");

        var secret = reopened.Find("[data-path='secrets.signing_key']");
        Assert.Equal("set", secret.QuerySelector(".secret-state")!.TextContent);
        Assert.Empty(secret.QuerySelectorAll("input"));
        Assert.DoesNotContain("whsec_MDE", page.Markup + reopened.Markup, StringComparison.Ordinal);
        Assert.Equal(["signing_key"], (await ChannelStore.FindAsync("ops", End))!.Secrets.Keys);
    }

    [Fact]
    public async Task Secret_ThatStays_IsKeptThroughAnotherChange()
    {
        await Channels.SaveAsync("ops", $$$"""{"type":"webhook","settings":{"url":"https://example.com/a"},"secrets":{"signing_key":"{{{Key}}}"}}""", null, End);
        var before = (await ChannelStore.FindAsync("ops", End))!;
        var page = Open<ChannelsPage>("/ui/notifications?channel=ops");

        await page.Find("#channel-settings-headers").InputAsync("X-Team: ops\nX-Zone: eu");
        await Button(page, "Save").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".channel-form")));
        var after = (await ChannelStore.FindAsync("ops", End))!;
        Assert.Equal(before.Secrets["signing_key"], after.Secrets["signing_key"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"url":"https://example.com/a","format":"anomaly","headers":{"X-Team":"ops","X-Zone":"eu"}}"""), JsonNode.Parse(after.Settings)));
    }

    [Fact]
    public async Task SomebodyElseSaved_KeepsWhatWasEnteredAndSavesItOnlyWhenToldTo()
    {
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications?channel=ops");
        await page.Find("#channel-settings-url").InputAsync("https://example.com/mine");
        await SaveChannelAsync("ops", "https://example.com/theirs");

        await Button(page, "Save").ClickAsync(new());

        page.WaitForElement(".notice");
        Assert.Contains("theirs", (await ChannelStore.FindAsync("ops", End))!.Settings, StringComparison.Ordinal);
        Assert.Equal("https://example.com/mine", page.Find("#channel-settings-url").GetAttribute("value"));
        await Button(page, "Keep mine in place of theirs").ClickAsync(new());
        await Button(page, "Save").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".channel-form")));
        Assert.Contains("mine", (await ChannelStore.FindAsync("ops", End))!.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_Off_StaysWithItsSettingsAndSendsNothing()
    {
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications");

        await page.Find("li[data-channel=ops] input[role=switch]").ChangeAsync(false);

        page.WaitForAssertion(() => Assert.Contains("disabled", page.Find("li[data-channel=ops] .rule-match").TextContent, StringComparison.Ordinal));
        var row = (await ChannelStore.FindAsync("ops", End))!;
        Assert.False(row.Enabled);
        Assert.Contains("https://example.com/a", row.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tested_WhileNoSiloAnswers_SaysThatItIsNotKnown()
    {
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications");

        await Button(page, "Send a test").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("not known whether the test was sent", page.Find("li[data-channel=ops] .setting-error").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleted_WhileSomebodyEditsIt_KeepsWhatWasEntered()
    {
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications?channel=ops");
        await page.Find("#channel-settings-url").InputAsync("https://example.com/mine");
        await ChannelStore.DeleteAsync("ops", End);

        await Button(page, "Save").ClickAsync(new());

        Assert.Contains("it is gone", page.WaitForElement(".notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("li[data-channel]"));
        Assert.Equal("https://example.com/mine", page.Find("#channel-settings-url").GetAttribute("value"));
        await Button(page, "Keep mine in place of theirs").ClickAsync(new());
        await Button(page, "Add the channel").ClickAsync(new());
        page.WaitForElement("li[data-channel=ops]");
        Assert.Contains("mine", (await ChannelStore.FindAsync("ops", End))!.Settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_WhatSomebodyElseChanged_StaysAndIsNotAnnounced()
    {
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications");
        await SaveChannelAsync("ops", "https://example.com/theirs");

        await page.Find("li[data-channel=ops] input[role=switch]").ChangeAsync(false);

        page.WaitForAssertion(() => Assert.Contains("Somebody else changed", page.Find("li[data-channel=ops] .setting-error").TextContent, StringComparison.Ordinal));
        Assert.True(page.Find("li[data-channel=ops] input[role=switch]").HasAttribute("checked"));
        Assert.Empty(page.Find("[aria-live=polite]").TextContent);
    }

    [Fact]
    public async Task Tested_ByTwoClicks_IsSentOnceAndEachChannelKeepsItsAnswer()
    {
        var tests = new HeldTests();
        Cluster.Grains[typeof(INotificationsGrain)] = tests;
        await SaveChannelAsync("night");
        await SaveChannelAsync("ops");
        var page = Open<ChannelsPage>("/ui/notifications?channel=ops");
        await page.Find("#channel-settings-url").InputAsync("https://example.com/mine");
        var lines = page.FindComponents<ChannelLine>().Select(line => line.Instance).ToDictionary(line => line.Channel.Name);

        // By what the buttons call: a second click comes before the first is drawn.
        Task[] clicks = [.. new[] { "ops", "ops", "night" }.Select(name => page.InvokeAsync(() => lines[name].OnTested.InvokeAsync()))];
        page.WaitForAssertion(() => Assert.Contains("night", tests.Asked));
        Assert.Equal(["ops", "night"], tests.Asked);
        tests.Answer("ops", "delivered");
        tests.Answer("night", "gone");
        await Task.WhenAll(clicks);

        Assert.Equal("The test was delivered. It is sent with what is stored, without your changes.", page.Find("li[data-channel=ops] [role=status]").TextContent);
        Assert.Equal("The receiver wants no more messages.", page.Find("li[data-channel=night] [role=status]").TextContent);
    }

    [Theory]
    [InlineData("delivered", 200, null, "The test was delivered (200).")]
    [InlineData("retry", null, "no answer within 10 s", "The test did not get through; a message would be tried again (no answer within 10 s).")]
    [InlineData("refused", 404, "not found", "The test was refused, as messages would be (404: not found).")]
    public void Tested_SaysWhatBecameOfIt(string outcome, int? status, string? detail, string words) =>
        Assert.Equal(words, ChannelText.Tested(new ChannelTest { Outcome = outcome, StatusCode = status, Detail = detail }));

    [Theory]
    [InlineData(new[] { 1 }, "route 2 sends")]
    [InlineData(new[] { 0, 2, 3 }, "routes 1, 3 and 4 send")]
    public void InUse_CountsRoutesAsPeopleDo(int[] routes, string words) => Assert.Contains(words, ChannelText.InUse(routes), StringComparison.Ordinal);

    private static IElement Button(IRenderedComponent<ChannelsPage> page, string text) => page.FindAll("button").First(button => button.TextContent.Trim() == text);
}
