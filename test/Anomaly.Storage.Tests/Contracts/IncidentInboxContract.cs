using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Tests.Backends;

namespace Anomaly.Storage.Tests.Contracts;

public abstract class IncidentInboxContract(IBackend backend) : IncidentContract(backend)
{
    [Fact]
    public async Task Take_AnomaliesOfTwoSeries_AreInTwoIncidentsWithAllFigures()
    {
        var worst = An("cpu", 2, 10, AnomalySeverity.Critical) with
        {
            DetectionMethod = "ensemble",
            AnomalyScore = 7,
            Expected = 55.5,
            Lower = 50,
            Upper = double.PositiveInfinity,
            Reason = "far \0 out",
            Labels = new Dictionary<string, string> { ["host"] = "web-1", ["zone"] = "b" },
        };
        var first = An("cpu", 1) with { Labels = new Dictionary<string, string> { ["host"] = "web-1", ["zone"] = "a" } };
        await EnterAsync(first, worst, An("mem", 3));

        Assert.Equal(new InboxBatch(3, false), await TakeAsync());

        var incident = Assert.Single(await ListAsync(new() { Series = "cpu" }));
        Assert.Equal("series:cpu", incident.Key);
        Assert.Equal(IncidentStatus.Firing, incident.Status);
        Assert.Equal(AnomalySeverity.Critical, incident.Severity);
        Assert.Equal([KeyValuePair.Create("host", "web-1")], incident.Labels);
        Assert.Equal(["ensemble", "moving_average"], incident.Methods);
        Assert.Equal((2L, 1, 1L), (incident.AnomalyCount, incident.SeriesCount, incident.Revision));
        Assert.Equal(["cpu"], incident.Series);
        Assert.Equal((Some.Time, worst.Timestamp, worst.DetectedAt), (incident.StartedAt, incident.LastAnomalyAt, incident.LastDetectedAt));
        Assert.Equal(worst.Id, incident.LastCountedAnomaly);
        Assert.Equal(
            new IncidentPeak
            {
                AnomalyId = worst.Id,
                Series = "cpu",
                Timestamp = worst.Timestamp,
                Method = "ensemble",
                Value = 97.2,
                Expected = 55.5,
                Lower = 50,
                Upper = double.PositiveInfinity,
                Score = 7,
                Reason = "far \uFFFD out",
            },
            incident.Peak);
        Assert.Equal(incident.Id, (await Storage.Anomalies.FindAsync(first.Id, Token))!.IncidentId);
        Assert.Equal(incident.Id, (await Storage.Anomalies.FindAsync(worst.Id, Token))!.IncidentId);
        Assert.Equal([new IncidentSeries("cpu", 2, worst.Timestamp, worst.DetectedAt)], await Storage.Incidents.ListSeriesAsync(incident.Id, null, 10, Token));
        Assert.Equal(2L, await Storage.SqlAsync("select count(*) from incident_changes where kind = 'opened' and revision = 1"));
        Assert.Equal(new InboxMeasure(0, null, 2), await Storage.Inbox.MeasureAsync(Token));
    }

    [Fact]
    public async Task Flush_TheSameAnomaliesAgain_EntersNothing()
    {
        await EnterAsync(An("cpu", 1), An("cpu", 2, 1));
        await EnterAsync(An("cpu", 1), An("cpu", 2, 1));
        Assert.Equal(new InboxMeasure(2, An("cpu", 1).DetectedAt, 0), await Storage.Inbox.MeasureAsync(Token));
        await TakeAsync();

        await EnterAsync(An("cpu", 1), An("cpu", 2, 1));

        Assert.Equal(default, await TakeAsync());
        Assert.Equal(2, Assert.Single(await ListAsync()).AnomalyCount);
    }

    [Fact]
    public async Task Flush_OfAnOwnerThatIsNoLonger_EntersNothing()
    {
        var old = await ClaimAsync();
        await ClaimAsync();

        await Storage.Partitions.FlushAsync(old, [], [An("cpu", 1)], Token);

        Assert.Equal(0, (await Storage.Inbox.MeasureAsync(Token)).Rows);
    }

    [Fact]
    public async Task Take_TheWorkerDiesInTheFold_CountsNothingAndTheNextCountsOnce()
    {
        await EnterAsync([.. Enumerable.Range(1, 40).Select(i => An("cpu" + (i % 3), i, i))]);
        await TakeAsync(10);
        await ForgetChangesAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.Inbox.TakeAsync(10, new DyingFold(Fold), Token));

        Assert.Equal(30, (await Storage.Inbox.MeasureAsync(Token)).Rows);
        Assert.Equal(10, (await ListAsync()).Sum(incident => incident.AnomalyCount));
        Assert.Null(await ChangeAsync());
        while ((await TakeAsync(7)).Counted > 0)
            continue;
        await AssertEachOnceAsync(40);
    }

    [Fact]
    public async Task Take_ByManyAtOnceWhileMoreCome_CountsEachOnce()
    {
        var fence = await ClaimAsync();
        var coming = Task.Run(
            async () =>
            {
                for (var batch = 0; batch < 20; batch++)
                    await Storage.Partitions.FlushAsync(fence, [], [.. Enumerable.Range(1, 25).Select(i => An("s" + (i % 4), (batch * 25) + i, batch))], Token);
            },
            Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!coming.IsCompleted || (await Storage.Inbox.MeasureAsync(Token)).Rows > 0)
                await TakeAsync(30);
        }));

        await coming;
        await AssertEachOnceAsync(500);
        Assert.Equal(4, (await ListAsync()).Length);
        Assert.Equal(4L, await Storage.SqlAsync("select count(*) from incident_changes where kind = 'opened'"));
    }

    [Fact]
    public async Task Take_AGap_ResolvesAndOpensAnother()
    {
        await EnterAsync(An("cpu", 1), An("cpu", 2, 300), An("cpu", 3, 601));
        await TakeAsync();

        var incidents = await ListAsync();
        Assert.Equal([2, 1], incidents.Select(incident => incident.AnomalyCount));
        Assert.Equal((IncidentStatus.Resolved, IncidentResolution.Quiet, Some.Time.AddSeconds(600)), (incidents[0].Status, incidents[0].ResolvedBy, incidents[0].ResolvedAt!.Value));
        Assert.Equal(IncidentStatus.Firing, incidents[1].Status);
    }

    [Fact]
    public async Task Take_AGapBetweenBatches_ResolvesAndOpensAnother()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        await EnterAsync(An("cpu", 2, 301));
        await TakeAsync();

        Assert.Equal([IncidentStatus.Resolved, IncidentStatus.Firing], (await ListAsync()).Select(incident => incident.Status));
    }

    [Fact]
    public async Task ResolveQuiet_NothingCountedForTheGap_ResolvesAndAnAnomalyWithinReachReopens()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        Storage.Time.Now += TimeSpan.FromSeconds(299);
        Assert.Equal(0, await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token));

        Storage.Time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1, await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token));

        var quiet = Assert.Single(await ListAsync());
        Assert.Equal((IncidentStatus.Resolved, IncidentResolution.Quiet, Storage.Time.Now, 2L), (quiet.Status, quiet.ResolvedBy, quiet.ResolvedAt!.Value, quiet.Revision));
        Assert.Equal("brief 2", await ChangeAsync());

        await EnterAsync(An("cpu", 2, 200));
        await TakeAsync();
        var again = Assert.Single(await ListAsync());
        Assert.Equal((IncidentStatus.Firing, null, 2L), (again.Status, again.ResolvedAt, again.AnomalyCount));
        Assert.Equal("reopened 3", await ChangeAsync());
    }

    [Fact]
    public async Task ResolveQuiet_WhileAnomaliesWaitForLong_ResolvesNone()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        await EnterAsync(An("mem", 2));
        Storage.Time.Now += TimeSpan.FromHours(1);

        Assert.Equal(0, await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token));
        await TakeAsync();
        Assert.Equal(1, await Storage.Inbox.ResolveQuietAsync(TimeSpan.FromMinutes(5), 100, Token));
        Assert.Equal("series:mem", Assert.Single(await ListAsync(new() { Status = IncidentStatus.Firing })).Key);
    }

    [Fact]
    public async Task ResolveNormal_OnlyAtTheRevisionThatWasLookedAt()
    {
        await EnterAsync(An("cpu", 1));
        await TakeAsync();
        var seen = Assert.Single(await ListAsync());
        await EnterAsync(An("cpu", 2, 1));
        await TakeAsync();

        Assert.False(await Storage.Inbox.ResolveNormalAsync(seen.Id, seen.Revision, Token));
        Assert.True(await Storage.Inbox.ResolveNormalAsync(seen.Id, seen.Revision + 1, Token));

        Assert.Equal(IncidentResolution.Normal, Assert.Single(await ListAsync()).ResolvedBy);
        Assert.False(await Storage.Inbox.ResolveNormalAsync(seen.Id, seen.Revision + 2, Token));
    }

    [Fact]
    public async Task Changes_OfAStorm_AreOneRowUntilItIsTold()
    {
        for (var i = 0; i < 10; i++)
        {
            await EnterAsync([.. Enumerable.Range(1, 20).Select(j => An("cpu", (i * 20) + j, i))]);
            await TakeAsync();
        }

        Assert.Equal("opened 10", await ChangeAsync());
        await ForgetChangesAsync();
        await EnterAsync(An("cpu", 1001, 20));
        await TakeAsync();
        Assert.Equal("grew 11", await ChangeAsync());
        await EnterAsync(An("cpu", 1002, 21, AnomalySeverity.Critical));
        await TakeAsync();
        await EnterAsync(An("cpu", 1003, 22, AnomalySeverity.Critical));
        await TakeAsync();
        Assert.Equal("severity 13", await ChangeAsync());
    }

    [Fact]
    public async Task Take_AnAnomalyThatIsGone_DoesNotStayInTheInbox()
    {
        await EnterAsync(An("cpu", 1), An("cpu", 2, 1));
        await Storage.SqlAsync("delete from anomalies where source_offset = 1");

        Assert.Equal(1, (await TakeAsync()).Counted);
        Assert.Equal(0, (await Storage.Inbox.MeasureAsync(Token)).Rows);
    }

    protected async Task AssertEachOnceAsync(int anomalies)
    {
        var incidents = await ListAsync(new() { Limit = 1000 });
        Assert.Equal(anomalies, incidents.Sum(incident => incident.AnomalyCount));
        foreach (var incident in incidents)
        {
            Assert.Equal(incident.AnomalyCount, await Storage.SqlAsync($"select count(*) from anomalies where incident_id = '{incident.Id}'"));
            Assert.Equal(incident.AnomalyCount, (await Storage.Incidents.ListSeriesAsync(incident.Id, null, 1000, Token)).Sum(series => series.AnomalyCount));
        }

        Assert.Equal(0L, await Storage.SqlAsync("select count(*) from incident_inbox"));
    }

    private sealed class DyingFold(IIncidentFold fold) : IIncidentFold
    {
        public TimeSpan Reach => fold.Reach;

        public string KeyOf(string series, IReadOnlyDictionary<string, string> labels) => fold.KeyOf(series, labels);

        public FoldedKey Fold(string key, IReadOnlyList<Incident> known, IReadOnlyList<InboxAnomaly> anomalies) =>
            key == "series:cpu1" ? throw new InvalidOperationException("dies") : fold.Fold(key, known, anomalies);
    }
}
