using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class IncidentStoreContract(IBackend backend) : IncidentContract(backend)
{
    private async Task<Incident> OneAsync()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        await ForgetChangesAsync();
        return Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task List_PageByPageUnderEachFilter_HasNoGapAndNoRepeat()
    {
        await EnterAsync([.. Enumerable.Range(0, 60).Select(i => An("s" + (i % 20), i + 1, i / 20 * 400, (AnomalySeverity)(i % 3)))]);
        await TakeAsync();
        var all = await ListAsync(new() { Limit = 1000 });
        Assert.Equal(60, all.Length);
        var queries =
            from status in new IncidentStatus?[] { null, IncidentStatus.Firing, IncidentStatus.Resolved }
            from severity in new AnomalySeverity?[] { null, AnomalySeverity.Critical }
            from series in new[] { null, "s4" }
            from ranged in new[] { true, false }
            select new IncidentQuery
            {
                Status = status,
                Severity = severity,
                Series = series,
                From = ranged ? Some.Time.AddSeconds(400) : null,
                To = ranged ? Some.Time.AddSeconds(800) : null,
            };
        foreach (var query in queries)
        {
            var read = new List<Guid>();
            Guid? after = null;
            while (await Storage.Incidents.ListAsync(query with { After = after, Limit = 7 }, Token) is { Count: > 0 } page)
            {
                read.AddRange(page.Select(incident => incident.Id));
                after = page[^1].Id;
            }

            var expected = all.Reverse().Where(incident => (query.Status is null || incident.Status == query.Status)
                && (query.Severity is null || incident.Severity == query.Severity)
                && (query.Series is null || incident.Series.Contains(query.Series))
                && (query.From is null || incident.LastAnomalyAt >= query.From)
                && (query.To is null || incident.StartedAt < query.To)).Select(incident => incident.Id);
            Assert.Equal(expected, read);
        }
    }

    [Fact]
    public async Task Acknowledge_Twice_TheFirstStays()
    {
        var incident = await OneAsync();

        var seen = await Storage.Incidents.AcknowledgeAsync(incident.Id, "ana", Token);
        Storage.Time.Now += TimeSpan.FromMinutes(1);
        var again = await Storage.Incidents.AcknowledgeAsync(incident.Id, "bob", Token);

        Assert.Equal(new IncidentAcknowledgement("ana", Storage.Time.Now.AddMinutes(-1)), seen!.Acknowledged);
        Assert.Equal((seen.Acknowledged, 2L), (again!.Acknowledged, again.Revision));
        Assert.Equal("acknowledged 2", await ChangeAsync());
    }

    [Fact]
    public async Task Resolve_ByAPerson_IsOverAndWhatIsDetectedLaterIsAnother()
    {
        var incident = await OneAsync();
        await ForgetChangesAsync();
        Storage.Time.Now = Some.Time.AddSeconds(10);

        var over = (await Storage.Incidents.ResolveAsync(incident.Id, "ana", Token))!;
        Assert.Equal((IncidentStatus.Resolved, IncidentResolution.Person, "ana", Storage.Time.Now), (over.Status, over.ResolvedBy, over.Resolver, over.ResolvedAt!.Value));
        Assert.Equal(over.Revision, (await Storage.Incidents.ResolveAsync(incident.Id, "bob", Token))!.Revision);
        Assert.Equal("resolved 2", await ChangeAsync());

        await EnterAsync(An("cpu", 2, 9), An("cpu", 3, 11));
        await TakeAsync();
        Assert.Equal([(IncidentStatus.Resolved, 2L), (IncidentStatus.Firing, 1L)], (await ListAsync()).Select(each => (each.Status, each.AnomalyCount)));
    }

    [Fact]
    public async Task Comment_Several_AreThereInOrder()
    {
        var incident = await OneAsync();

        await Storage.Incidents.CommentAsync(incident.Id, "ana", "the disk\0 is full", Token);
        var told = (await Storage.Incidents.CommentAsync(incident.Id, "bob", "'); drop table incidents; --", Token))!;

        Assert.Equal(
            [new IncidentComment("ana", "the disk\uFFFD is full", Storage.Time.Now), new("bob", "'); drop table incidents; --", Storage.Time.Now)], told.Comments);
        Assert.Equal(told.Comments, Assert.Single(await ListAsync()).Comments);
        Assert.Null(await ChangeAsync());
    }

    [Fact]
    public async Task CountFiring_CountsWhatGoesOnBySeverity()
    {
        Assert.Equal(new FiringIncidents(0, 0, 0, 0), await Storage.Incidents.CountFiringAsync(Token));
        await EnterAsync([.. Enumerable.Range(0, 7).Select(i => An("s" + i, i + 1, i, i < 4 ? AnomalySeverity.Critical : i < 6 ? AnomalySeverity.Warning : AnomalySeverity.Info))]);
        await TakeAsync();
        var critical = await ListAsync(new() { Severity = AnomalySeverity.Critical });
        await Storage.Incidents.ResolveAsync(critical[0].Id, "ana", Token);
        await Storage.Incidents.AcknowledgeAsync(critical[0].Id, "ana", Token);
        await Storage.Incidents.AcknowledgeAsync(critical[1].Id, "ana", Token);

        var firing = await Storage.Incidents.CountFiringAsync(Token);

        Assert.Equal(new FiringIncidents(3, 2, 1, 1), firing);
        Assert.Equal(6, firing.Total);
    }

    [Fact]
    public async Task Change_Unknown_IsNull()
    {
        Assert.Null(await Storage.Incidents.FindAsync(Guid.NewGuid(), Token));
        Assert.Null(await Storage.Incidents.AcknowledgeAsync(Guid.NewGuid(), "ana", Token));
        Assert.Null(await Storage.Incidents.CommentAsync(Guid.NewGuid(), "ana", "hm", Token));
        Assert.Null(await Storage.Incidents.ResolveAsync(Guid.NewGuid(), "ana", Token));
        Assert.Empty(await Storage.Incidents.ListSeriesAsync(Guid.NewGuid(), null, 10, Token));
    }

    [Fact]
    public async Task Series_OfAGroup_AreCountedAndListedPageByPage()
    {
        var byHost = new IncidentFold(new() { GroupBy = "host" });
        var host = new Dictionary<string, string> { ["host"] = "web-1" };
        await EnterAsync([.. Enumerable.Range(1, 50).Select(i => An("s" + (i % 25).ToString("00", null), i, i) with { Labels = host })]);
        while ((await Storage.Inbox.TakeAsync(20, byHost, Token)).Counted > 0)
            continue;

        var incident = Assert.Single(await ListAsync());
        Assert.Equal((25, 50L, "labels:{\"host\":\"web-1\"}"), (incident.SeriesCount, incident.AnomalyCount, incident.Key));
        Assert.Equal(Enumerable.Range(0, Incident.MaxSeries).Select(i => "s" + i.ToString("00", null)), incident.Series);
        var rest = await Storage.Incidents.ListSeriesAsync(incident.Id, "s19", 10, Token);
        Assert.Equal([("s20", 2L), ("s21", 2L), ("s22", 2L), ("s23", 2L), ("s24", 2L)], rest.Select(series => (series.Series, series.AnomalyCount)));
    }
}
