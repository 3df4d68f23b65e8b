using AngleSharp.Dom;
using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Dashboard.Ui.Notifications.Silences;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Notifications.Weekly;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class SilencesPageTests : NotificationContext
{
    [Fact]
    public async Task New_FromAnIncidentsAddress_IsFilledInPreviewedAndSaved()
    {
        var muted = Open("a \"b\"\\.cpu");
        Incidents.Add([muted, Open("other")]);
        var page = Open<SilencesPage>(NotificationAddress.Silencing(muted));
        Assert.Equal("series=\"a \\\"b\\\"\\\\.cpu\"", page.Find("input[aria-label='Matcher 1']").GetAttribute("value"));
        Assert.Equal("a \"b\"\\.cpu", Assert.Single(page.FindAll(".open-incidents a")).TextContent);

        await page.Find("#silence-createdBy").InputAsync("ana");
        await page.Find("#silence-comment").InputAsync("disk is replaced");
        await Button(page, "Silence").ClickAsync(new());

        page.WaitForElement("li[data-silence]");
        var silence = Assert.Single((await Silences.GetCurrentAsync(End)).Silences);
        Assert.Equal(("ana", "disk is replaced"), (silence.CreatedBy, silence.Comment));
        Assert.InRange(silence.EndsAt - silence.StartsAt, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        Assert.Equal("1", page.Find("li[data-silence] .rule-count dd").TextContent);
        Assert.Equal([nameof(ISettingsGrain)], Cluster.Wanted);
    }

    [Fact]
    public async Task Typed_WhatCannotBe_IsSaidAtItsFieldAndTheRestOnlyWhenItIsSaved()
    {
        var page = Open<SilencesPage>("/ui/notifications/silences?new=1");

        await page.Find("input[aria-label='Matcher 1']").InputAsync("host=~\".*\"");

        page.WaitForAssertion(() => Assert.Contains("all match the empty string", Assert.Single(page.FindAll(".setting-error")).TextContent, StringComparison.Ordinal));
        await page.Find("input[aria-label='Matcher 1']").InputAsync("host~web");
        page.WaitForAssertion(() => Assert.Contains("must be a matcher such as", Assert.Single(page.FindAll(".setting-error")).TextContent, StringComparison.Ordinal));
        await Button(page, "Silence").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(["createdBy", "comment"], page.FindAll(".setting-wrong").Select(field => field.GetAttribute("data-path"))));
        Assert.Empty((await Silences.GetCurrentAsync(End)).Silences);
    }

    [Fact]
    public async Task Ended_IsOverAndCanBeMadeAgain()
    {
        await SaveAsync("host=\"a\"", change: silence => silence with { Learn = false, Recurrence = Each(DayOfWeek.Saturday) });
        var page = Open<SilencesPage>("/ui/notifications/silences");

        await page.Find("li[data-silence] button").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("li[data-silence]")));
        Assert.Equal([nameof(ISettingsGrain)], Cluster.Wanted);
        var over = Open<SilencesPage>("/ui/notifications/silences?state=expired");
        var again = Open<SilencesPage>(over.Find("li[data-silence] a").GetAttribute("href")!);
        Assert.Equal("host=\"a\"", again.Find("input[aria-label='Matcher 1']").GetAttribute("value"));
        Assert.Equal("because", again.Find("#silence-comment").GetAttribute("value"));
        Assert.Equal("not-learned", again.Find("#silence-learn").GetAttribute("value"));
        Assert.True(again.FindAll(".day input")[5].HasAttribute("checked"));
    }

    [Fact]
    public async Task SomebodyElseChangedWhatItMutes_SaysThatItIsOverAndSavesMineOnlyWhenToldTo()
    {
        var id = await SaveAsync("host=\"a\"");
        var page = Open<SilencesPage>(NotificationAddress.Silence(id));
        await page.Find("#silence-comment").InputAsync("mine");
        Time.Advance(TimeSpan.FromSeconds(1));
        await SaveAsync("host=\"b\"", id);

        await Button(page, "Save").ClickAsync(new());

        Assert.Contains("ended this silence meanwhile", page.WaitForElement(".notice").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.StartsWith("Load theirs", StringComparison.Ordinal));
        await Button(page, "Drop my changes").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".silence-edit")));
        Assert.Equal("host=\"b\"", Assert.Single((await Silences.GetCurrentAsync(End)).Silences).Matchers[0].ToString());
    }

    [Fact]
    public async Task Lasts_OfOneThatHasBegun_CountsFromNow()
    {
        var id = await SaveAsync("host=\"a\"", change: silence => silence with { EndsAt = silence.StartsAt.AddHours(1) });
        Time.Advance(TimeSpan.FromMinutes(20));
        var page = Open<SilencesPage>(NotificationAddress.Silence(id));

        await page.Find("#silence-length").ChangeAsync("1h");
        Assert.Contains("from now", page.Find("[data-path=length] label").TextContent, StringComparison.Ordinal);
        await Button(page, "Save").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".silence-edit")));
        Assert.Equal(Time.GetUtcNow().AddHours(1), (await Silences.FindAsync(id, End))!.EndsAt);
    }

    [Fact]
    public void New_Signed_IsNothingToLose()
    {
        var author = JSInterop.SetupModule("/assets/author.js");
        author.Setup<string>("get").SetResult("ana");
        var page = Open<SilencesPage>("/ui/notifications/silences?new=1");
        page.WaitForAssertion(() => Assert.Equal("ana", page.Find("#silence-createdBy").GetAttribute("value")));

        Assert.False(page.FindComponent<Microsoft.AspNetCore.Components.Routing.NavigationLock>().Instance.ConfirmExternalNavigation);
    }

    [Fact]
    public async Task Listed_EndsAndFollowsTheIncidentsByItself()
    {
        await SaveAsync("series=\"a\"");
        var page = Open<SilencesPage>("/ui/notifications/silences");
        Assert.Equal("0", page.Find("li[data-silence] .rule-count dd").TextContent);

        Incidents.Add(Open("a"));
        await Services.GetRequiredService<LiveIncidents>().OnChangedAsync(Guid.NewGuid());
        await page.InvokeAsync(() => Time.Advance(TimeSpan.FromSeconds(5)));

        page.WaitForAssertion(() => Assert.Equal("1", page.Find("li[data-silence] .rule-count dd").TextContent));
        await page.InvokeAsync(() => Time.Advance(TimeSpan.FromHours(2)));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("li[data-silence]")));
    }

    [Fact]
    public async Task BetweenWindows_MutesNothing()
    {
        Incidents.Add(Open("a"));
        await SaveAsync("series=\"a\"", change: silence => silence with { Recurrence = Each(Time.GetUtcNow().AddDays(2).DayOfWeek) });

        var page = Open<SilencesPage>("/ui/notifications/silences");

        Assert.Equal("between windows", page.Find("li[data-silence] .mark").TextContent);
        Assert.Empty(page.FindAll("li[data-silence] .rule-count"));
    }

    [Fact]
    public async Task DatabaseAway_IsAskedAgainUntilItAnswers()
    {
        await SaveAsync("host=\"a\"");
        Incidents.Away = true;
        var page = Open<SilencesPage>("/ui/notifications/silences");
        page.WaitForAssertion(() => Assert.Contains("the silences appear by themselves", page.Markup, StringComparison.Ordinal));

        Incidents.Away = false;
        await page.InvokeAsync(() => Time.Advance(TimeSpan.FromSeconds(5)));

        page.WaitForElement("li[data-silence]");
        Assert.DoesNotContain("does not answer", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyElseChangedIt_KeepsWhatWasEnteredAndSavesItOnlyWhenToldTo()
    {
        var id = await SaveAsync("host=\"a\"");
        var page = Open<SilencesPage>(NotificationAddress.Silence(id));
        await page.Find("#silence-comment").InputAsync("mine");
        Time.Advance(TimeSpan.FromSeconds(1));
        await SaveAsync("host=\"a\"", id, "theirs");

        await Button(page, "Save").ClickAsync(new());

        page.WaitForElement(".notice");
        Assert.Equal("theirs", (await Silences.FindAsync(id, End))!.Comment);
        await Button(page, "Keep mine in place of theirs").ClickAsync(new());
        await Button(page, "Save").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".silence-edit")));
        Assert.Equal("mine", (await Silences.FindAsync(id, End))!.Comment);
    }

    [Fact]
    public async Task Window_Chosen_IsSavedWithItsTimeZone()
    {
        JSInterop.SetupModule("/assets/zone.js").Setup<string>("name").SetResult("Asia/Kolkata");
        var page = Open<SilencesPage>("/ui/notifications/silences?new=1&matcher=host%3D%22a%22&comment=backup");
        await page.Find(".window input[role=switch]").ChangeAsync(true);
        Assert.Contains("says no time", page.Find(".window .setting-error").TextContent, StringComparison.Ordinal);

        await page.FindAll(".day input")[5].ChangeAsync(true);
        await page.Find("#silence-recurrence-from").InputAsync("22:00");
        await page.Find("#silence-recurrence-to").InputAsync("06:00");
        await page.Find("#silence-createdBy").InputAsync("ana");
        await Button(page, "Silence").ClickAsync(new());

        page.WaitForElement("li[data-silence]");
        var window = Assert.Single((await Silences.GetCurrentAsync(End)).Silences).Recurrence!;
        Assert.Equal(DayOfWeek.Saturday, Assert.Single(window.Days));
        Assert.Equal((22 * 60, 6 * 60, "Asia/Kolkata"), (window.From, window.To, window.TimeZone));
    }

    [Fact]
    public async Task Samples_NotToBeLearned_AreSavedSoUnlessAMatcherIsAboutWhatNoSampleHas()
    {
        var page = Open<SilencesPage>("/ui/notifications/silences?new=1&matcher=severity%3D%22info%22&comment=load+test");
        await page.Find("#silence-learn").ChangeAsync("not-learned");
        page.WaitForAssertion(() => Assert.Contains("which no sample has", page.Find("[data-path=learn] .setting-error").TextContent, StringComparison.Ordinal));

        await page.Find("input[aria-label='Matcher 1']").InputAsync("host=\"a\"");
        await page.Find("#silence-createdBy").InputAsync("ana");
        await Button(page, "Silence").ClickAsync(new());

        Assert.Contains("not learned", page.WaitForElement("li[data-silence]").TextContent, StringComparison.Ordinal);
        var silence = Assert.Single((await Silences.GetCurrentAsync(End)).Silences);
        Assert.False(silence.Learn);
        Assert.Equal("not-learned", Open<SilencesPage>(NotificationAddress.Silence(silence.Id)).Find("#silence-learn").GetAttribute("value"));
    }

    private static IElement Button(IRenderedComponent<SilencesPage> page, string text) => page.FindAll("button").First(button => button.TextContent.Trim() == text);

    private static WeeklyWindow Each(DayOfWeek day) => new([day], 0, WeeklyWindow.EndOfDay, TimeZoneInfo.Utc);

    private async Task<Guid> SaveAsync(string matcher, Guid? id = null, string comment = "because", Func<Anomaly.Notifications.Silences.Silence, Anomaly.Notifications.Silences.Silence>? change = null)
    {
        var before = id is { } known ? await Silences.FindAsync(known, End) : null;
        var silence = new Anomaly.Notifications.Silences.Silence
        {
            Matchers = [Anomaly.Notifications.Routing.MatcherText.TryParse(matcher, out var parsed, out _) ? parsed : throw new ArgumentException(matcher)],
            StartsAt = before?.StartsAt ?? Time.GetUtcNow(),
            EndsAt = Time.GetUtcNow().AddHours(1),
            CreatedBy = "ben",
            Comment = comment,
        };
        return (await Silences.SaveAsync(new Anomaly.Notifications.Silences.SilenceDraft(id, change?.Invoke(silence) ?? silence), End))!.Value;
    }
}
