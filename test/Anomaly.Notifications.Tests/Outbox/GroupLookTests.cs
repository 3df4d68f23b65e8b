using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;

namespace Anomaly.Notifications.Tests.Outbox;

public sealed class GroupLookTests
{
    private static readonly Route Each = new() { Channel = "ops", GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromMinutes(5), RepeatInterval = TimeSpan.FromHours(4) };

    [Fact]
    public void Look_Firing_ComposesAMessageThatIsReadBackWhole()
    {
        var (look, verdict) = Look(SomeIncident.Plan(Each), Group(), SomeIncident.Member(SomeIncident.Firing(1)), SomeIncident.Member(SomeIncident.Firing(2, AnomalySeverity.Critical)));

        Assert.Equal([SomeIncident.Id(2), SomeIncident.Id(1)], verdict.Named);
        Assert.Equal((SomeIncident.Now, SomeIncident.Now, SomeIncident.Now + Each.GroupInterval), (verdict.LastLook, verdict.LastSent, verdict.DueAt));
        var message = look.Compose([SomeIncident.Firing(2, AnomalySeverity.Critical), SomeIncident.Firing(1)]);
        Assert.Equal(("trigger", AnomalySeverity.Critical, 2, SomeIncident.Id(2)), (message.Kind, message.Severity, message.IncidentCount, message.Incident));
        var read = NotificationText.Read(message.Payload);
        Assert.Equal((message.Id, "ops", NotificationKind.Trigger, NotificationStatus.Firing, 0), (read.Id, read.Channel, read.Kind, read.Status, read.Truncated));
        Assert.Equal([KeyValuePair.Create("host", "web-1")], read.CommonLabels);
        Assert.Equal(double.PositiveInfinity, read.Incidents[0].Peak.Upper);
        Assert.Equal("https://a.example.com/", read.ExternalUrl!.ToString());
        Assert.Equal([new MemberMark(SomeIncident.Id(1), AnomalySeverity.Warning, false, false), new MemberMark(SomeIncident.Id(2), AnomalySeverity.Critical, false, false)], verdict.Marks);
    }

    [Fact]
    public void Look_OneThatIsToldAlone_HasTheLabelsThatItBeganWith()
    {
        var began = new Dictionary<string, string> { ["host"] = "web-1", ["core"] = "0", ["series"] = "cpu" };
        var (look, _) = Look(SomeIncident.Plan(Each, alone: true), Group() with { Labels = began }, SomeIncident.Member(SomeIncident.Firing(1)));

        var incident = Assert.Single(NotificationText.Read(look.Compose([SomeIncident.Firing(1)]).Payload).Incidents);

        Assert.Equal(began, incident.Identity);
        Assert.Equal(["host"], incident.Labels.Keys);
    }

    [Fact]
    public void Look_NothingNew_TellsNothingUntilTheRepeatIsDue()
    {
        var told = SomeIncident.Member(SomeIncident.Firing(), AnomalySeverity.Warning);
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddHours(-3) };

        Assert.Empty(Look(SomeIncident.Plan(Each), group, told).Verdict.Named);

        var (look, verdict) = Look(SomeIncident.Plan(Each), group with { LastSent = SomeIncident.Now.AddHours(-4) }, told);
        Assert.Equal([SomeIncident.Id(1)], verdict.Named);
        Assert.Equal("update", look.Compose([SomeIncident.Firing()]).Kind);
    }

    [Fact]
    public void Look_ReceiverThatWantsToBeToldOften_IsToldThatItGoesOnAndThatItIsOver()
    {
        var plan = SomeIncident.Plan(Each, repeatWithin: TimeSpan.FromSeconds(100));
        var group = Group() with { LastLook = SomeIncident.Now.AddSeconds(-100), LastSent = SomeIncident.Now.AddSeconds(-100) };

        var goesOn = Look(plan, group, SomeIncident.Member(SomeIncident.Firing(), AnomalySeverity.Warning)).Verdict;
        Assert.Equal([SomeIncident.Id(1)], goesOn.Named);
        Assert.Equal(SomeIncident.Now.AddSeconds(100), goesOn.DueAt);

        var (look, over) = Look(plan, group, SomeIncident.Member(Over(1), AnomalySeverity.Warning));
        Assert.Null(over.DueAt);
        Assert.Equal("resolve", look.Compose([Over(1)]).Kind);
    }

    [Fact]
    public void Look_SomeOver_NamesThemBehindThoseThatFireAndLetsThemGo()
    {
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddMinutes(-5) };

        var (look, verdict) = Look(
            SomeIncident.Plan(Each), group, SomeIncident.Member(Over(1, AnomalySeverity.Critical), AnomalySeverity.Critical),
            SomeIncident.Member(SomeIncident.Firing(2), AnomalySeverity.Warning), SomeIncident.Member(Over(3)));

        Assert.Equal([SomeIncident.Id(2), SomeIncident.Id(1), SomeIncident.Id(3)], verdict.Named);
        Assert.Equal([SomeIncident.Id(1), SomeIncident.Id(3)], verdict.Leaving.Order());
        var read = NotificationText.Read(look.Compose([SomeIncident.Firing(2), Over(1, AnomalySeverity.Critical), Over(3)]).Payload);
        Assert.Equal((NotificationKind.Update, NotificationStatus.Firing), (read.Kind, read.Status));
        Assert.Equal([NotificationStatus.Firing, NotificationStatus.Resolved, NotificationStatus.Resolved], read.Incidents.Select(incident => incident.Status));
    }

    [Fact]
    public void Look_ChangedSinceItWasDecided_IsToldAsItWasDecided()
    {
        var (look, _) = Look(SomeIncident.Plan(Each), Group(), SomeIncident.Member(SomeIncident.Firing()));

        var incident = Assert.Single(NotificationText.Read(look.Compose([Over(1)]).Payload).Incidents);

        Assert.Equal((NotificationStatus.Firing, null), (incident.Status, incident.ResolvedAt));
    }

    [Fact]
    public void Look_Muted_StaysAndIsToldAgainOnceItIsNot()
    {
        var muted = SomeIncident.Firing(1, series: "cpu");
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddMinutes(-5) };
        var plan = SomeIncident.Plan(Each, Silence("series", "cpu"));

        var alone = Look(plan, group, SomeIncident.Member(muted, AnomalySeverity.Warning)).Verdict;
        var mark = new MemberMark(SomeIncident.Id(1), AnomalySeverity.Warning, false, Muted: true);
        Assert.Equal(SomeIncident.Now + Each.GroupInterval, alone.DueAt);
        Assert.Equal([mark], alone.Marks);

        var beside = Look(plan, group, SomeIncident.Member(muted, AnomalySeverity.Warning), SomeIncident.Member(SomeIncident.Firing(2, series: "mem"))).Verdict;
        Assert.Equal([SomeIncident.Id(2)], beside.Named);
        Assert.Contains(mark, beside.Marks);

        var member = SomeIncident.Member(muted, AnomalySeverity.Warning) with { WasMuted = true };
        Assert.Empty(Look(plan, group, member).Verdict.Marks);
        var after = Look(SomeIncident.Plan(Each), group, member).Verdict;
        Assert.Equal([SomeIncident.Id(1)], after.Named);
        Assert.Equal([mark with { Muted = false }], after.Marks);
    }

    [Fact]
    public void Look_BeganAndEndedSinceTheLast_IsToldAsResolvedUnlessItWasMuted()
    {
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddMinutes(-5) };
        var brief = SomeIncident.Member(Over(1));

        var (look, told) = Look(SomeIncident.Plan(Each), group, brief);
        Assert.Equal([SomeIncident.Id(1)], told.Named);
        Assert.Null(told.DueAt);
        var message = look.Compose([Over(1)]);
        Assert.Equal(("resolve", 1), (message.Kind, message.IncidentCount));

        // Nobody hears that what was silenced is over, whether the silence still is or not; but who heard that it fires does.
        Assert.Empty(Look(SomeIncident.Plan(Each), group, brief with { WasMuted = true }).Verdict.Named);
        Assert.Empty(Look(SomeIncident.Plan(Each, Silence("host", "web-1")), group, brief).Verdict.Named);
        Assert.Single(Look(SomeIncident.Plan(Each, Silence("host", "web-1")), group, brief with { Told = AnomalySeverity.Warning, WasMuted = true }).Verdict.Named);
    }

    [Fact]
    public void Look_MoreSeriesThanAreRead_AreNotHiddenByASilenceOfSeries()
    {
        var plan = SomeIncident.Plan(Each, Silence("series", ".+", isRegex: true));
        var member = SomeIncident.Member(SomeIncident.Firing());

        Assert.Empty(Look(plan, Group(), member).Verdict.Named);
        Assert.Single(Look(plan, Group(), member with { SeriesCount = 101 }).Verdict.Named);
        Assert.Empty(Look(SomeIncident.Plan(Each, Silence("host", "web-1")), Group(), member with { SeriesCount = 101 }).Verdict.Named);
    }

    [Fact]
    public void Look_ChannelIsClosed_KeepsWhatFiresAndForgetsWhatIsOver()
    {
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddMinutes(-5) };
        var plan = SomeIncident.Plan(Each, isOpen: false);

        var fires = Look(plan, group, SomeIncident.Member(SomeIncident.Firing(1), AnomalySeverity.Warning), SomeIncident.Member(Over(2), AnomalySeverity.Warning)).Verdict;
        Assert.Equal((0, SomeIncident.Now + Each.GroupInterval), (fires.Named.Count, fires.DueAt));
        Assert.Equal([SomeIncident.Id(2)], fires.Leaving);
        Assert.Null(Look(plan, group, SomeIncident.Member(Over(2), AnomalySeverity.Warning)).Verdict.DueAt);
    }

    [Fact]
    public void Look_AcknowledgedBesideNews_IsToldByAMessageOfItsOwnNext()
    {
        var group = Group() with { LastLook = SomeIncident.Now.AddMinutes(-5), LastSent = SomeIncident.Now.AddMinutes(-5) };
        var acknowledged = SomeIncident.Firing(1) with { Acknowledged = new("ana", SomeIncident.Now) };

        var (first, news) = Look(SomeIncident.Plan(Each), group, SomeIncident.Member(acknowledged, AnomalySeverity.Warning), SomeIncident.Member(SomeIncident.Firing(2)));
        Assert.Equal("update", first.Compose([SomeIncident.Firing(2), acknowledged]).Kind);
        Assert.Equal([new MemberMark(SomeIncident.Id(2), AnomalySeverity.Warning, false, false)], news.Marks);

        var (second, told) = Look(
            SomeIncident.Plan(Each), group, SomeIncident.Member(acknowledged, AnomalySeverity.Warning), SomeIncident.Member(SomeIncident.Firing(2), AnomalySeverity.Warning));
        Assert.Equal("acknowledge", second.Compose([SomeIncident.Firing(2), acknowledged]).Kind);
        Assert.Equal([new MemberMark(SomeIncident.Id(1), AnomalySeverity.Warning, true, false)], told.Marks);
    }

    private static (IGroupLook Look, GroupVerdict Verdict) Look(TellingPlan plan, GroupRow group, params GroupMember[] members)
    {
        var look = new GroupLooker(plan).Look(group with { RouteKey = plan.Plans.Single().Key }, SomeIncident.Now);
        foreach (var member in members)
            look.Add(member);
        return (look, look.Decide());
    }

    private static GroupRow Group() => new() { GroupKey = "g", RouteKey = "", Channel = "ops", Labels = new Dictionary<string, string>(), FirstSeen = SomeIncident.Now.AddHours(-5) };

    private static Incident Over(int number, AnomalySeverity severity = AnomalySeverity.Warning) => SomeIncident.Firing(number, severity) with
    {
        Status = IncidentStatus.Resolved,
        ResolvedAt = SomeIncident.Now,
        ResolvedBy = IncidentResolution.Quiet,
    };

    private static Silence Silence(string name, string value, bool isRegex = false) => new()
    {
        Matchers = [new Matcher(name, value, isRegex)],
        StartsAt = SomeIncident.Now.AddHours(-1),
        EndsAt = SomeIncident.Now.AddHours(1),
        CreatedBy = "ana",
        Comment = "new disk",
    };
}
