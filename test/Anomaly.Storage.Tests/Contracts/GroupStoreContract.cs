using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class GroupStoreContract(IBackend backend) : GroupContract(backend)
{
    [Fact]
    public async Task Route_AChange_PutsTheIncidentIntoTheGroupsOfAllRoutesAndIsGone()
    {
        await FireAsync(1, "cpu");
        var plan = Plan(ToOps, ToOps with { Channel = "log", GroupBy = ["series"], GroupWait = TimeSpan.Zero }, ToOps with { Channel = "no", MinSeverity = AnomalySeverity.Critical });

        Assert.Equal(new RouteBatch(1, 2), await RouteAsync(plan));

        Assert.Equal(0L, await CountAsync("incident_changes"));
        Assert.Equal(2L, await CountAsync("notification_groups"));
        Assert.Equal(2L, await CountAsync("notification_group_incidents"));
        Assert.Equal(default, await RouteAsync(plan));
    }

    [Fact]
    public async Task Look_BeforeTheWaitIsOver_TellsNothingAndThenAllInOneMessage()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);
        Pass(TimeSpan.FromSeconds(20));
        await FireAsync(10, "mem");
        await RouteAsync(plan);

        Assert.Equal(new LookBatch(0, 0, Storage.Time.Now.AddSeconds(10)), await LookAsync(plan));
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(new LookBatch(1, 1), await LookAsync(plan));
        Assert.Equal(new LookBatch(0, 0, Storage.Time.Now + ToOps.GroupInterval), await LookAsync(plan));

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal((NotificationKind.Trigger, NotificationStatus.Firing, "ops", 0), (message.Kind, message.Status, message.Channel, message.Truncated));
        Assert.Equal(["mem", "cpu"], message.Incidents.Select(incident => incident.Series[0]));
        Assert.Equal(Storage.Time.Now, message.CreatedAt);
        var row = Assert.Single(await Storage.Outbox.ListAsync(new(), Token));
        Assert.Equal((message.Id, "trigger", 2, AnomalySeverity.Warning, message.Incidents[0].Id), (row.Id, row.Kind, row.IncidentCount, row.Severity, row.Incident));
    }

    [Fact]
    public async Task Look_AfterTheResolve_TellsItAndTheGroupIsGone()
    {
        var plan = Plan(ToOps);
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await TellAsync(plan);
        await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);
        await RouteAsync(plan);

        Pass(ToOps.GroupInterval);
        await LookAsync(plan);

        var message = (await MessagesAsync())[^1];
        Assert.Equal((NotificationKind.Resolve, NotificationStatus.Resolved), (message.Kind, message.Status));
        Assert.Equal(Storage.Time.Now - ToOps.GroupInterval, Assert.Single(message.Incidents).ResolvedAt);
        Assert.Equal(0L, await CountAsync("notification_groups"));
        Assert.Equal(0L, await CountAsync("notification_group_incidents"));
    }

    [Fact]
    public async Task Look_BeganAndEndedBeforeTheFirst_TellsThatItIsOver()
    {
        var plan = Plan(ToOps);
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await RouteAsync(plan);
        await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);
        await RouteAsync(plan);

        Pass(ToOps.GroupWait);

        Assert.Equal(new LookBatch(1, 1), await LookAsync(plan));
        var message = Assert.Single(await MessagesAsync());
        Assert.Equal((NotificationKind.Resolve, incident.Id), (message.Kind, Assert.Single(message.Incidents).Id));
        Assert.Equal(0L, await CountAsync("notification_groups"));
    }

    [Fact]
    public async Task Route_ResolvedBeforeItWasRouted_IsToldThatItIsOver()
    {
        var plan = Plan(ToOps);
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);

        Assert.Equal(new RouteBatch(1, 1), await RouteAsync(plan));
        Pass(ToOps.GroupWait);
        await LookAsync(plan);

        Assert.Equal(NotificationKind.Resolve, Assert.Single(await MessagesAsync()).Kind);
    }

    [Fact]
    public async Task Route_ResolvedWhereNobodyWasToldThatItFires_MakesNoGroup()
    {
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await RouteAsync(Plan());
        await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);

        Assert.Equal(new RouteBatch(1, 0), await RouteAsync(Plan(ToOps)));

        Assert.Equal(0L, await CountAsync("notification_groups"));
    }

    [Fact]
    public async Task Route_RoutesAreSavedWhileOneFires_IsToldByTheNewOnesToo()
    {
        await FireAsync(1, "cpu", "mem");
        await RouteAsync(Plan(ToOps));
        var both = Plan(ToOps, ToOps with { Channel = "log" });
        Assert.Equal(default, await RouteAsync(both));

        await Storage.Routes.SaveAsync([], null, Token);

        Assert.Equal(new RouteBatch(2, 2), await RouteAsync(Plan(1, ToOps, ToOps with { Channel = "log" })));
        Assert.Equal(2L, await CountAsync("notification_groups"));
    }

    [Fact]
    public async Task Look_OverAfterTheSilenceInWhichItFired_TellsNothing()
    {
        var silence = new Silence { Matchers = [new Matcher("series", "cpu")], StartsAt = Storage.Time.Now, EndsAt = Storage.Time.Now.AddMinutes(1), CreatedBy = "ana", Comment = "new disk" };
        var plan = Plan([silence], ToOps);
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await RouteAsync(plan);
        Pass(ToOps.GroupWait);
        await LookAsync(plan);
        await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);
        await RouteAsync(plan);

        Pass(ToOps.GroupInterval);

        Assert.Equal(new LookBatch(1, 0), await LookAsync(plan));
        Assert.Equal(0L, await CountAsync("notification_groups"));
    }

    [Fact]
    public async Task Look_WhileAMessageOfTheGroupWaits_WritesNoSecond()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);
        Pass(ToOps.GroupWait);
        await LookAsync(plan);
        await FireAsync(10, "mem");
        await RouteAsync(plan);

        Pass(ToOps.GroupInterval);
        Assert.Equal(new LookBatch(1, 0), await LookAsync(plan));
        await DeliverAsync();
        Pass(ToOps.GroupInterval);
        Assert.Equal(new LookBatch(1, 1), await LookAsync(plan));

        var message = (await MessagesAsync())[^1];
        Assert.Equal((NotificationKind.Update, 2), (message.Kind, message.Incidents.Count));
    }

    [Fact]
    public async Task Look_MoreSevere_IsToldAgain()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await TellAsync(plan);
        Pass(TimeSpan.FromMinutes(1));
        await EnterAsync(An("cpu", 50) with { Timestamp = Storage.Time.Now, DetectedAt = Storage.Time.Now, Severity = AnomalySeverity.Critical });
        await TakeAsync();
        await RouteAsync(plan);

        Pass(ToOps.GroupInterval);
        await LookAsync(plan);
        await DeliverAsync();
        Pass(ToOps.GroupInterval);

        Assert.Equal(new LookBatch(1, 0), await LookAsync(plan));
        Assert.Equal([AnomalySeverity.Warning, AnomalySeverity.Critical], (await MessagesAsync()).Select(message => message.Incidents[0].Severity));
    }

    [Fact]
    public async Task Look_Acknowledged_IsToldOnceAsSuch()
    {
        var plan = Plan(ToOps);
        var incident = Assert.Single(await FireAsync(1, "cpu"));
        await TellAsync(plan);
        await Storage.Incidents.AcknowledgeAsync(incident.Id, "ana", Token);
        await RouteAsync(plan);

        Pass(ToOps.GroupInterval);
        await LookAsync(plan);
        await DeliverAsync();
        Pass(ToOps.GroupInterval);
        await LookAsync(plan);

        var messages = await MessagesAsync();
        Assert.Equal([NotificationKind.Trigger, NotificationKind.Acknowledge], messages.Select(message => message.Kind));
        Assert.Equal("ana", messages[1].Incidents[0].AcknowledgedBy);
    }

    [Fact]
    public async Task Look_UnderASilence_TellsOnceItHasEnded()
    {
        var silence = new Silence
        {
            Matchers = [new Matcher("series", "cpu")],
            StartsAt = Storage.Time.Now,
            EndsAt = Storage.Time.Now.AddMinutes(7),
            CreatedBy = "ana",
            Comment = "new disk",
        };
        var plan = Plan([silence], ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);

        Pass(ToOps.GroupWait);
        Assert.Equal(new LookBatch(1, 0), await LookAsync(plan));
        Pass(ToOps.GroupInterval);
        Assert.Equal(new LookBatch(1, 0), await LookAsync(plan));
        Pass(ToOps.GroupInterval);
        Assert.Equal(new LookBatch(1, 1), await LookAsync(plan));
        Assert.Equal(NotificationKind.Trigger, Assert.Single(await MessagesAsync()).Kind);
    }

    [Fact]
    public async Task Look_RouteIsGone_DropsItsGroups()
    {
        await FireAsync(1, "cpu", "mem");
        await RouteAsync(Plan(ToOps with { GroupBy = ["series"] }));
        Assert.Equal(2L, await CountAsync("notification_groups"));

        Pass(ToOps.GroupWait);

        Assert.Equal(new LookBatch(2, 0), await LookAsync(Plan()));
        Assert.Equal(0L, await CountAsync("notification_groups"));
        Assert.Equal(0L, await CountAsync("notification_group_incidents"));
    }

    [Fact]
    public async Task Route_LabelsThatShrink_LeaveTheIncidentInItsGroup()
    {
        var plan = Plan(ToOps with { GroupBy = ["host"] });
        var at = Storage.Time.Now;
        await EnterAsync(An("cpu", 1) with { Timestamp = at, DetectedAt = at, Labels = new Dictionary<string, string> { ["host"] = "web-1" } });
        await TakeAsync();
        await RouteAsync(plan);
        await EnterAsync(An("cpu", 2) with { Timestamp = at, DetectedAt = at, Labels = new Dictionary<string, string> { ["host"] = "web-2" } });
        await TakeAsync();
        Assert.Empty(Assert.Single(await ListAsync()).Labels);

        Assert.Equal(new RouteBatch(1, 0), await RouteAsync(plan));

        Assert.Equal(1L, await CountAsync("notification_groups"));
    }

    [Fact]
    public async Task Route_FiresAnewAfterItsGroupIsGone_IsToldAgain()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await TellAsync(plan);
        Pass(TimeSpan.FromMinutes(6));
        await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token);
        await RouteAsync(plan);
        await LookAsync(plan);
        await DeliverAsync();
        Assert.Equal(0L, await CountAsync("notification_groups"));

        // Within the quiet gap of the last anomaly by event time: the same incident goes on.
        await EnterAsync(An("cpu", 60) with { Timestamp = Storage.Time.Now.AddMinutes(-2), DetectedAt = Storage.Time.Now });
        await TakeAsync();
        await TellAsync(plan);

        Assert.Equal([NotificationKind.Trigger, NotificationKind.Resolve, NotificationKind.Trigger], (await MessagesAsync()).Select(message => message.Kind));
    }

    [Fact]
    public async Task Look_MoreIncidentsThanAMessageNames_NamesTheWorstAndCountsTheRest()
    {
        var at = Storage.Time.Now;
        await EnterAsync([.. Enumerable.Range(1, 120).Select(i => An($"s{i}", i) with { Timestamp = at, DetectedAt = at, Severity = (AnomalySeverity)(i % 3) })]);
        await TakeAsync();
        var plan = Plan(ToOps);
        while ((await RouteAsync(plan, 25)).Taken > 0)
            continue;

        Pass(ToOps.GroupWait);
        await LookAsync(plan);

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal((50, 70), (message.Incidents.Count, message.Truncated));
        Assert.Equal(Enumerable.Repeat(AnomalySeverity.Critical, 40).Concat(Enumerable.Repeat(AnomalySeverity.Warning, 10)), message.Incidents.Select(incident => incident.Severity));
        Assert.Equal(120, Assert.Single(await Storage.Outbox.ListAsync(new(), Token)).IncidentCount);
    }
}
