using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Outbox;
using Anomaly.Storage.Outbox;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>Groups where a process dies, many work at once, or one knows older routes than there are.</summary>
public abstract class GroupRaceContract(IBackend backend) : GroupContract(backend)
{
    [Fact]
    public async Task Look_TheProcessDies_ChangesNothing()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);
        Pass(ToOps.GroupWait);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.Groups.LookAsync(100, new DyingLooker(new GroupLooker(plan)), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await FireAsync(10, "mem");
            await Storage.Groups.RouteAsync(100, new DyingRouter(), Token);
        });

        Assert.Equal(1L, await CountAsync("incident_changes"));
        Assert.Equal(0L, await CountAsync("outbox"));
        Assert.Equal(new LookBatch(1, 1), await LookAsync(plan));
    }

    [Fact]
    public async Task RouteAndLook_ByManyAtOnce_TellEachIncidentOnce()
    {
        var plan = Plan(ToOps with { GroupBy = ["series"], GroupWait = TimeSpan.Zero });
        var fence = await ClaimAsync();
        var at = Storage.Time.Now;
        var coming = Task.Run(
            async () =>
            {
                for (var batch = 0; batch < 10; batch++)
                {
                    await Storage.Partitions.FlushAsync(
                        fence, [], [.. Enumerable.Range(1, 20).Select(i => An($"s{i}-{batch}", (batch * 20) + i) with { Timestamp = at, DetectedAt = at })], Token);
                    while ((await TakeAsync(15)).Counted > 0)
                        continue;
                }
            },
            Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!coming.IsCompleted || (long)(await CountAsync("incident_changes"))! > 0 || (await Storage.Outbox.ListAsync(new() { Limit = 1000 }, Token)).Count < 200)
            {
                await RouteAsync(plan, 7);
                await LookAsync(plan, 9);
            }
        }));

        await coming;
        var told = (await MessagesAsync()).Select(message => Assert.Single(message.Incidents).Id).ToArray();
        Assert.Equal(200, told.Length);
        Assert.Equal(200, told.Distinct().Count());
    }

    [Fact]
    public async Task Hasten_ShorterTimes_MakeGroupsDueSooner()
    {
        var longer = Plan(ToOps with { GroupWait = TimeSpan.FromHours(1) });
        await FireAsync(1, "cpu");
        await RouteAsync(longer);
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(0, (await LookAsync(longer)).Groups);

        var shorter = Plan(ToOps);
        await Storage.Groups.HastenAsync(shorter.Plans.Single().Key, ToOps.GroupWait, ToOps.GroupInterval, Token);

        Assert.Equal(new LookBatch(1, 1), await LookAsync(shorter));
    }

    [Fact]
    public async Task RouteAndLook_ByOlderRoutesThanThereAre_DoNothing()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);
        await FireAsync(10, "mem");
        Pass(ToOps.GroupWait);
        Assert.True((await Storage.Routes.SaveAsync([], null, Token)).Done);

        Assert.Equal(new RouteBatch(0, 0, IsStale: true), await RouteAsync(plan));
        Assert.Equal(new LookBatch(0, 0, IsStale: true), await LookAsync(plan));

        Assert.Equal(2L, await CountAsync("incident_changes"));
        Assert.Equal(1L, await CountAsync("notification_groups"));
        Assert.Equal(0L, await CountAsync("outbox"));
    }

    private sealed class DyingRouter : IIncidentRouter
    {
        public long RoutesRevision => 0;

        public IReadOnlyList<GroupPlace> Route(Incident incident, DateTimeOffset now) => throw new InvalidOperationException("dies");
    }

    private sealed class DyingLooker(IGroupLooker looker) : IGroupLooker
    {
        public long RoutesRevision => looker.RoutesRevision;

        public bool ReadsSeries => looker.ReadsSeries;

        public IGroupLook Look(GroupRow group, DateTimeOffset now) => new DyingLook(looker.Look(group, now));
    }

    private sealed class DyingLook(IGroupLook look) : IGroupLook
    {
        public bool ReadsMembers => look.ReadsMembers;

        public void Add(GroupMember member) => look.Add(member);

        public GroupVerdict Decide() => look.Decide();

        public OutboxMessage Compose(IReadOnlyList<Incident> incidents) => throw new InvalidOperationException("dies");
    }
}
