using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Access;
using Anomaly.Storage.Retention;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

/// <summary>History that leaves, and what of it is still needed.</summary>
public abstract class RetentionContract(IBackend backend) : GroupContract(backend)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task Prune_OldIncident_LeavesOnceItsAnomaliesHave()
    {
        var (old, young) = await TwoIncidentsAsync();
        var before = Storage.Time.Now - Year;

        Assert.Equal(new PrunedPage(0, null), await PruneIncidentsAsync(before)); // its anomalies stand yet
        Assert.Equal(new PrunedPage(1, null), await PruneAnomaliesAsync(before));
        Assert.Equal(new PrunedPage(1, null), await PruneIncidentsAsync(before));

        Assert.Null(await Storage.Incidents.FindAsync(old.Id, Token));
        Assert.NotNull(await Storage.Incidents.FindAsync(young.Id, Token));
        Assert.Equal((1, 1, 1, 1), (await NumberAsync("anomalies"), await NumberAsync("incidents"), await NumberAsync("incident_series"), await NumberAsync("incident_comments")));
    }

    [Fact]
    public async Task Prune_FiringIncident_StaysWithItsAnomalies()
    {
        await FireAsync(1, "cpu");
        await ForgetChangesAsync();
        Pass(2 * Year);
        var before = Storage.Time.Now - Year;

        Assert.Equal(new PrunedPage(0, null), await PruneAnomaliesAsync(before));
        Assert.Equal(new PrunedPage(0, null), await PruneIncidentsAsync(before));

        await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 10, Token);
        await ForgetChangesAsync();
        Assert.Equal(1, (await PruneAnomaliesAsync(before)).Deleted);
        Assert.Equal(0, (await PruneIncidentsAsync(before)).Deleted); // it was over just now
        Pass(2 * Year);
        Assert.Equal(1, (await PruneIncidentsAsync(Storage.Time.Now - Year)).Deleted);
    }

    [Fact]
    public async Task Prune_AnomalyThatIsInNoIncidentYet_Stays()
    {
        await EnterAsync(An("cpu", 1));
        Pass(2 * Year);

        Assert.Equal(new PrunedPage(0, null), await PruneAnomaliesAsync(Storage.Time.Now));
        await TakeAsync();
        Pass(TimeSpan.FromMinutes(5));
        await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 10, Token);
        Assert.Equal(1, (await PruneAnomaliesAsync(Storage.Time.Now)).Deleted);
    }

    [Fact]
    public async Task Prune_IncidentOfWhichIsToBeTold_Stays()
    {
        var plan = Plan(ToOps);
        await FireAsync(1, "cpu");
        await RouteAsync(plan);
        Pass(ToOps.GroupWait);
        await LookAsync(plan); // a message waits, and the group has the incident
        Pass(TimeSpan.FromMinutes(5));
        await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 10, Token);
        Pass(2 * Year);
        await PruneAnomaliesAsync(Storage.Time.Now);

        Assert.Equal(0, (await PruneIncidentsAsync(Storage.Time.Now)).Deleted); // the change, the group and the message need it
        await RouteAsync(plan);
        Assert.Equal(0, (await PruneIncidentsAsync(Storage.Time.Now)).Deleted); // the group and the message
        await DeliverAsync();
        await LookAsync(plan);
        Assert.Equal(0, (await PruneIncidentsAsync(Storage.Time.Now)).Deleted); // the message that it is over
        await DeliverAsync();
        Assert.Equal(1, (await PruneIncidentsAsync(Storage.Time.Now)).Deleted);
    }

    [Fact]
    public async Task Prune_Pages_GoOnWhereTheLastEnded()
    {
        await EnterAsync([.. Enumerable.Range(1, 5).Select(i => An("cpu", i, i))]);
        await Storage.SqlAsync("delete from incident_inbox");
        var later = Storage.Time.Now + Year;

        var first = await Storage.Retention.PruneAnomaliesAsync(PruneCursor.Start, later, 2, Token);
        Assert.Equal((2, Some.Time.AddSeconds(2.25)), (first.Deleted, first.Next!.Value.At));
        var second = await Storage.Retention.PruneAnomaliesAsync(first.Next.Value, later, 2, Token);
        Assert.Equal(2, second.Deleted);
        Assert.Equal(new PrunedPage(1, null), await Storage.Retention.PruneAnomaliesAsync(second.Next!.Value, later, 2, Token));
        Assert.Equal(new PrunedPage(0, null), await Storage.Retention.PruneAnomaliesAsync(PruneCursor.Start, later, 2, Token));
    }

    [Fact]
    public async Task Prune_DetectedAtTheLimit_Stays()
    {
        await EnterAsync(An("cpu", 1));
        await Storage.SqlAsync("delete from incident_inbox");
        var detected = An("cpu", 1).DetectedAt;

        Assert.Equal(0, (await PruneAnomaliesAsync(detected)).Deleted);
        Assert.Equal(1, (await PruneAnomaliesAsync(detected.AddMilliseconds(1))).Deleted);
    }

    [Fact]
    public async Task Prune_Audit_LeavesByItsTime()
    {
        for (var i = 0; i < 5; i++)
            await Storage.Audit.AddAsync(new AuditEntry { At = Some.Time.AddHours(i), Actor = "ana", Role = "admin", Action = "rules.replace" }, Token);

        var first = await Storage.Retention.PruneAuditAsync(PruneCursor.Start, Some.Time.AddHours(3), 2, Token);
        Assert.Equal((2, true), (first.Deleted, first.Next is not null));
        Assert.Equal(new PrunedPage(1, null), await Storage.Retention.PruneAuditAsync(first.Next!.Value, Some.Time.AddHours(3), 2, Token));
        Assert.Equal([4, 3], (await Storage.Audit.ListAsync(new AuditQuery(), Token)).Select(entry => (entry.At - Some.Time).Hours));
    }

    [Fact]
    public async Task Prune_DeadLetters_LeaveByTheirTime()
    {
        var fence = await ClaimAsync();
        await Storage.Partitions.RecordDeadLettersAsync(
            fence, [.. Enumerable.Range(0, 5).Select(i => Some.Letter(fence, i) with { At = Some.Time.AddHours(i) })], Token);

        var first = await Storage.Retention.PruneDeadLettersAsync(PruneCursor.Start, Some.Time.AddHours(3), 2, Token);
        Assert.Equal((2, true), (first.Deleted, first.Next is not null));
        Assert.Equal(new PrunedPage(1, null), await Storage.Retention.PruneDeadLettersAsync(first.Next!.Value, Some.Time.AddHours(3), 2, Token));
        Assert.Equal(2, await NumberAsync("dead_letters"));
    }

    [Fact]
    public async Task Claim_WhileAnotherHasTheLease_IsRefused()
    {
        var (me, other, lease) = (Guid.NewGuid(), Guid.NewGuid(), TimeSpan.FromMinutes(1));

        Assert.True(await Storage.Retention.ClaimAsync(me, lease, Token));
        Assert.True(await Storage.Retention.ClaimAsync(me, lease, Token));
        Assert.False(await Storage.Retention.ClaimAsync(other, lease, Token));
        Pass(lease);
        Assert.True(await Storage.Retention.ClaimAsync(other, lease, Token));
        Assert.False(await Storage.Retention.ClaimAsync(me, lease, Token));
    }

    private async Task<(Incident Old, Incident Young)> TwoIncidentsAsync()
    {
        var incidents = new List<Incident>();
        for (var i = 1; i <= 2; i++)
        {
            var incident = (await FireAsync(i, $"series{i}"))[^1];
            await Storage.Incidents.CommentAsync(incident.Id, "ana", "seen", Token);
            await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token);
            await ForgetChangesAsync();
            Pass(TimeSpan.FromDays(300));
            incidents.Add(incident);
        }

        return (incidents[0], incidents[1]);
    }

    private Task<PrunedPage> PruneAnomaliesAsync(DateTimeOffset before) => Storage.Retention.PruneAnomaliesAsync(PruneCursor.Start, before, 100, Token);

    private Task<PrunedPage> PruneIncidentsAsync(DateTimeOffset before) => Storage.Retention.PruneIncidentsAsync(PruneCursor.Start, before, 100, Token);

    private async Task<int> NumberAsync(string table) => Convert.ToInt32(await CountAsync(table), null);
}
