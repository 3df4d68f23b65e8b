using Anomaly.Storage.Outbox;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class OutboxContract(IBackend backend) : GroupContract(backend)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Guid Me = new(1, 0, 0, new byte[8]);
    private static readonly Guid Other = new(2, 0, 0, new byte[8]);

    [Fact]
    public async Task Claim_DueMessages_NoMoreThanThereIsRoomForAndNoneTwice()
    {
        await WriteAsync("ops", 3);
        await WriteAsync("mail", 2);

        var mine = await ClaimAsync(Me, ("ops", 2), ("mail", 5), ("none", 1));
        Assert.Equal(["mail", "mail", "ops", "ops"], mine.Select(lease => lease.Channel).Order());
        Assert.All(mine, lease => Assert.Equal((1, Storage.Time.Now), (lease.Attempt, lease.CreatedAt)));

        var others = await ClaimAsync(Other, ("ops", 2), ("mail", 5));
        Assert.Equal("ops", Assert.Single(others).Channel);
        Assert.DoesNotContain(others[0].Id, mine.Select(lease => lease.Id));
        Assert.Empty(await ClaimAsync(Me, ("ops", 9)));
    }

    [Fact]
    public async Task Claim_OfAGroup_OnlyTheOldest()
    {
        await WriteAsync("ops", 1);
        // As after a retry by hand of one that had failed.
        await SqlOfSecondAsync();

        var first = Assert.Single(await ClaimAsync(Me, ("ops", 9)));
        Assert.Empty(await ClaimAsync(Other, ("ops", 9)));
        await Storage.Outbox.CompleteAsync(first, Me, Delivered, Token);
        var second = Assert.Single(await ClaimAsync(Other, ("ops", 9)));

        var rows = await Storage.Outbox.ListAsync(new(), Token);
        Assert.Equal([second.Id, first.Id], rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Claim_LeaseEnded_IsAnothersAndTheFirstCompletesNothing()
    {
        await WriteAsync("ops", 1);
        var first = Assert.Single(await ClaimAsync(Me, ("ops", 1)));
        Pass(Lease);
        var second = Assert.Single(await ClaimAsync(Other, ("ops", 1)));

        Assert.Equal((first.Id, first.Payload, 2), (second.Id, second.Payload, second.Attempt));
        Assert.False(await Storage.Outbox.CompleteAsync(first, Me, Delivered, Token));
        Assert.Equal(OutboxState.Waiting, (await Storage.Outbox.FindAsync(first.Id, Token))!.State);
        Assert.True(await Storage.Outbox.CompleteAsync(second, Other, Delivered, Token));
        Assert.False(await Storage.Outbox.CompleteAsync(second, Other, Delivered, Token));
    }

    [Fact]
    public async Task Complete_ByTheSameProcessWithAnOldLease_ChangesNothing()
    {
        await WriteAsync("ops", 1);
        var first = Assert.Single(await ClaimAsync(Me, ("ops", 1)));
        Pass(Lease);
        await ClaimAsync(Me, ("ops", 1));

        Assert.False(await Storage.Outbox.CompleteAsync(first, Me, Delivered, Token));
    }

    [Fact]
    public async Task Complete_ToBeTriedAgain_WaitsUntilThen()
    {
        await WriteAsync("ops", 1);
        var lease = Assert.Single(await ClaimAsync(Me, ("ops", 1)));
        var due = Storage.Time.Now.AddMinutes(5);

        Assert.True(await Storage.Outbox.CompleteAsync(lease, Me, new() { State = OutboxState.Waiting, StatusCode = 503, Detail = "busy", DueAt = due }, Token));

        Assert.Empty(await ClaimAsync(Me, ("ops", 1)));
        var row = (await Storage.Outbox.FindAsync(lease.Id, Token))!;
        Assert.Equal((OutboxState.Waiting, 503, "busy", due, 1, null), (row.State, row.StatusCode, row.Detail, row.DueAt, row.Attempts, row.FinishedAt));
        Storage.Time.Now = due;
        Assert.Equal(2, Assert.Single(await ClaimAsync(Me, ("ops", 1))).Attempt);
    }

    [Fact]
    public async Task Complete_Delivered_MakesTheChannelsOthersDueButForThoseThatWereAskedToWait()
    {
        await WriteAsync("ops", 3);
        await WriteAsync("mail", 1);
        var leases = await ClaimAsync(Me, ("ops", 3), ("mail", 1));
        var later = Storage.Time.Now.AddHours(1);
        var ops = leases.Where(lease => lease.Channel == "ops").ToArray();
        await Storage.Outbox.CompleteAsync(ops[0], Me, new() { State = OutboxState.Waiting, DueAt = later }, Token);
        await Storage.Outbox.CompleteAsync(ops[1], Me, new() { State = OutboxState.Waiting, DueAt = later, HeldUntil = later }, Token);
        await Storage.Outbox.CompleteAsync(leases.Single(lease => lease.Channel == "mail"), Me, new() { State = OutboxState.Waiting, DueAt = later }, Token);

        await Storage.Outbox.CompleteAsync(ops[2], Me, Delivered, Token);

        Assert.Equal(ops[0].Id, Assert.Single(await ClaimAsync(Me, ("ops", 9), ("mail", 9))).Id);
    }

    [Fact]
    public async Task Claim_ByManyAtOnce_EachMessageOnce()
    {
        await WriteAsync("ops", 60);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var mine = new List<Guid>();
            while (await Storage.Outbox.ClaimAsync([new("ops", 3)], Guid.NewGuid(), Lease, Token) is { Count: > 0 } leases)
                mine.AddRange(leases.Select(lease => lease.Id));
            return mine;
        }));

        Assert.Equal(60, claimed.Sum(each => each.Count));
        Assert.Equal(60, claimed.SelectMany(each => each).Distinct().Count());
    }

    [Fact]
    public async Task Retry_AFailedOne_IsDueWithAllAttemptsBeforeIt()
    {
        await WriteAsync("ops", 2);
        var leases = await ClaimAsync(Me, ("ops", 2));
        await Storage.Outbox.CompleteAsync(leases[0], Me, new() { State = OutboxState.Failed, StatusCode = 400, Detail = "no" }, Token);
        await Storage.Outbox.CompleteAsync(leases[1], Me, Delivered, Token);

        Assert.True(await Storage.Outbox.RetryAsync(leases[0].Id, Token));
        Assert.False(await Storage.Outbox.RetryAsync(leases[1].Id, Token));
        Assert.False(await Storage.Outbox.RetryAsync(Guid.NewGuid(), Token));

        Assert.Equal((leases[0].Id, 1), Assert.Single(await ClaimAsync(Me, ("ops", 2))) is var again ? (again.Id, again.Attempt) : default);
        Assert.False(await Storage.Outbox.RetryAsync(leases[0].Id, Token));
    }

    [Fact]
    public async Task Cancel_AChannel_EndsWhatWaitsAndLeavesWhatIsUnderWay()
    {
        await WriteAsync("ops", 3);
        await WriteAsync("mail", 1);
        var lease = Assert.Single(await ClaimAsync(Me, ("ops", 1)));

        Assert.Equal(2, await Storage.Outbox.CancelAsync("ops", "the channel is gone", Token));

        var rows = await Storage.Outbox.ListAsync(new() { State = OutboxState.Cancelled }, Token);
        Assert.All(rows, row => Assert.Equal(("ops", "the channel is gone", Storage.Time.Now), (row.Channel, row.Detail, row.FinishedAt)));
        Assert.True(await Storage.Outbox.CompleteAsync(lease, Me, Delivered, Token));
        Assert.Single(await ClaimAsync(Me, ("ops", 9), ("mail", 9)));
    }

    [Fact]
    public async Task List_ByChannelAndState_NewestFirstPageByPage()
    {
        await WriteAsync("ops", 5);
        await WriteAsync("mail", 2);
        foreach (var lease in await ClaimAsync(Me, ("ops", 2)))
            await Storage.Outbox.CompleteAsync(lease, Me, Delivered, Token);

        var all = await Storage.Outbox.ListAsync(new(), Token);
        Assert.Equal(7, all.Count);
        Assert.Equal(all.Select(row => row.Seq).OrderDescending(), all.Select(row => row.Seq));
        Assert.Equal(["ops", "ops", "ops"], (await Storage.Outbox.ListAsync(new() { Channel = "ops", State = OutboxState.Waiting }, Token)).Select(row => row.Channel));
        var page = await Storage.Outbox.ListAsync(new() { Limit = 3 }, Token);
        Assert.Equal(all.Skip(3), await Storage.Outbox.ListAsync(new() { After = page[^1].Seq }, Token));
        Assert.Empty(await Storage.Outbox.ListAsync(new() { Channel = "a\0" }, Token));
    }

    [Fact]
    public async Task Measure_WhatWaits_ByChannelWithItsAge()
    {
        var first = Storage.Time.Now;
        await WriteAsync("ops", 2);
        Pass(TimeSpan.FromMinutes(1));
        await WriteAsync("ops", 1);
        await WriteAsync("mail", 1);
        foreach (var lease in await ClaimAsync(Me, ("mail", 1)))
            await Storage.Outbox.CompleteAsync(lease, Me, Delivered, Token);

        Assert.Equal([new OutboxMeasure("ops", 3, first)], await Storage.Outbox.MeasureAsync(Token));
    }

    [Fact]
    public async Task Prune_FinishedLongAgo_Goes()
    {
        await WriteAsync("ops", 3);
        foreach (var lease in await ClaimAsync(Me, ("ops", 2)))
            await Storage.Outbox.CompleteAsync(lease, Me, Delivered, Token);

        Assert.Equal(0, await Storage.Outbox.PruneAsync(Storage.Time.Now, 10, Token));
        Assert.Equal(2, await Storage.Outbox.PruneAsync(Storage.Time.Now.AddSeconds(1), 10, Token));
        Assert.Equal(OutboxState.Waiting, Assert.Single(await Storage.Outbox.ListAsync(new(), Token)).State);
    }

    private static OutboxOutcome Delivered => new() { State = OutboxState.Delivered, StatusCode = 200 };

    private Task<IReadOnlyList<OutboxLease>> ClaimAsync(Guid owner, params (string Channel, int Free)[] room) =>
        Storage.Outbox.ClaimAsync([.. room.Select(each => new ChannelRoom(each.Channel, each.Free))], owner, Lease, Token);

    private int _next = 1;

    /// <summary>Writes messages of as many groups, the way that they come in.</summary>
    private async Task WriteAsync(string channel, int count)
    {
        var plan = Plan(ToOps with { Channel = channel, GroupBy = ["series"], GroupWait = TimeSpan.Zero });
        await FireAsync(_next, [.. Enumerable.Range(_next, count).Select(i => $"{channel}-{i}")]);
        _next += count;
        await RouteAsync(plan);
        Assert.Equal(count, (await LookAsync(plan)).Messages);
        await ForgetGroupsAsync();
    }

    private async Task ForgetGroupsAsync()
    {
        await Storage.SqlAsync("delete from notification_group_incidents");
        await Storage.SqlAsync("delete from notification_groups");
    }

    private Task<object?> SqlOfSecondAsync() => Storage.SqlAsync($"""
        insert into outbox (id, channel, route_key, group_key, kind, severity, incident_id, incident_count, payload, created_at, due_at)
        select '{Guid.NewGuid()}', channel, route_key, group_key, kind, severity, incident_id, incident_count, payload, created_at, due_at from outbox
        """);
}
