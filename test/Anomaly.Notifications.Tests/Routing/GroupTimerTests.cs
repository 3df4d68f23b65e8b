using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Weekly;
using CsCheck;

namespace Anomaly.Notifications.Tests.Routing;

public sealed class GroupTimerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly Route Usual = new() { Channel = "ops" };
    private static readonly Guid A = new(1, 0, 0, new byte[8]);
    private static readonly Guid B = new(2, 0, 0, new byte[8]);

    [Fact]
    public void New_Group_IsToldAfterTheWaitWithAllThatCameMeanwhile()
    {
        var state = new GroupState { FirstSeen = Start, Firing = [A] };

        var early = GroupTimer.Decide(state, Usual, Start.AddSeconds(29));
        Assert.False(early.Sends);
        Assert.Equal(Start.AddSeconds(30), early.Next);

        var due = GroupTimer.Decide(early.After with { Firing = [A, B] }, Usual, Start.AddSeconds(30));
        Assert.Equal([A, B], due.Firing.Order());
        Assert.Empty(due.Resolved);
        Assert.Equal(Start.AddSeconds(330), due.Next);
    }

    [Fact]
    public void New_OverBeforeItWasTold_IsToldOnceAsResolved()
    {
        var decision = GroupTimer.Decide(new GroupState { FirstSeen = Start, Resolved = [A] }, Usual, Start.AddSeconds(30));

        Assert.Empty(decision.Firing);
        Assert.Equal([A], decision.Resolved);
        Assert.True(decision.After.IsOver);
        Assert.Null(decision.Next);
    }

    [Fact]
    public void OutsideOfTheRoutesTimes_BeganAndEnded_IsForNobody()
    {
        var route = Usual with { Active = new WeeklyWindow([DayOfWeek.Monday], 0, WeeklyWindow.EndOfDay, TimeZoneInfo.Utc) };

        var sunday = GroupTimer.Decide(new GroupState { FirstSeen = Start, Resolved = [A] }, route, Start.AddSeconds(30));

        Assert.False(sunday.Sends);
        Assert.True(sunday.After.IsOver);
        Assert.Null(sunday.Next);
    }

    [Fact]
    public void Told_NewIncident_WaitsForTheInterval()
    {
        var state = Told(A) with { Firing = [A, B] };

        Assert.False(GroupTimer.Decide(state, Usual, Start.AddSeconds(329)).Sends);
        Assert.Equal([A, B], GroupTimer.Decide(state, Usual, Start.AddSeconds(330)).Firing.Order());
    }

    [Fact]
    public void Told_NothingChanged_IsToldAgainAfterTheRepeatInterval()
    {
        var state = Told(A);
        var (now, sent) = (Start.AddSeconds(30), 0);
        while (sent == 0)
        {
            var decision = GroupTimer.Decide(state, Usual, now = now.AddMinutes(5));
            (state, sent) = (decision.After, decision.Firing.Count);
        }

        Assert.Equal(Start.AddSeconds(30).AddHours(4), now);
    }

    [Fact]
    public void Resolved_ToldOnceAndTheGroupIsOver()
    {
        var decision = GroupTimer.Decide(Told(A) with { Firing = [], Resolved = [A] }, Usual, Start.AddSeconds(330));

        Assert.Equal([A], decision.Resolved);
        Assert.Empty(decision.Firing);
        Assert.True(decision.After.IsOver);
        Assert.False(GroupTimer.Decide(decision.After, Usual, Start.AddDays(1)).Sends);
    }

    [Fact]
    public void Resolved_FiresAgainBeforeItWasTold_IsNoNews()
    {
        var decision = GroupTimer.Decide(Told(A) with { Firing = [A], Resolved = [] }, Usual, Start.AddSeconds(330));

        Assert.False(decision.Sends);
    }

    [Fact]
    public void Muted_NothingLeftToTell_SaysNothing()
    {
        var decision = GroupTimer.Decide(Told(A) with { Firing = [] }, Usual, Start.AddHours(9));

        Assert.False(decision.Sends);
    }

    [Fact]
    public void OutsideOfTheRoutesTimes_Waits_AndTellsThenWhatIsResolvedToo()
    {
        var route = Usual with { Active = new WeeklyWindow([DayOfWeek.Monday], 0, WeeklyWindow.EndOfDay, TimeZoneInfo.Utc) };
        var sunday = GroupTimer.Decide(Told(A) with { Firing = [B], Resolved = [A] }, route, Start.AddMinutes(10));
        Assert.False(sunday.Sends);
        Assert.Equal(Start.AddMinutes(15), sunday.Next);

        var monday = GroupTimer.Decide(sunday.After, route, Start.AddDays(1));

        Assert.Equal([B], monday.Firing);
        Assert.Equal([A], monday.Resolved);
    }

    /// <summary>Random lives of a group: incidents begin, end and begin again, the timer is asked when it said and at other times too.</summary>
    [Fact]
    public void AnyLife_KeepsAllPromises() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 90], Gen.Int[0, 300], Gen.Select(Gen.Int[0, 40], Gen.Int[0, 4]).Array[1, 60]).Sample((wait, interval, more, steps) =>
        {
            var route = Usual with { GroupWait = TimeSpan.FromSeconds(wait), GroupInterval = TimeSpan.FromSeconds(interval), RepeatInterval = TimeSpan.FromSeconds(interval + more) };
            new GroupLife(route, Start).Run(steps);
        });

    private static GroupState Told(Guid incident) => GroupTimer.Decide(new GroupState { FirstSeen = Start, Firing = [incident] }, Usual, Start.AddSeconds(30)).After;
}
