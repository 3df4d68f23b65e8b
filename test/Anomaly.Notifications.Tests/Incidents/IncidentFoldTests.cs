using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

public sealed class IncidentFoldTests
{
    private static readonly TimeSpan Gap = new IncidentOptions().QuietGap;

    [Fact]
    public void Fold_TheFirst_OpensAFiringIncidentWithItsFigures()
    {
        var anomaly = Some.Anomaly(0);
        var folding = new Folding().Take(anomaly);

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal((IncidentStatus.Firing, "series:cpu", 1L), (incident.Status, incident.Key, incident.AnomalyCount));
        Assert.Equal((Some.Time, Some.Time, anomaly.DetectedAt), (incident.StartedAt, incident.LastAnomalyAt, incident.LastDetectedAt));
        Assert.Equal(anomaly.Id, incident.Peak.AnomalyId);
        Assert.Equal([(incident.Id, IncidentChangeKind.Opened)], folding.Changes);
    }

    [Fact]
    public void Fold_WhoeverOpens_MakesTheSameIdInTheOrderOfDetection()
    {
        var one = new Folding().Take(Some.Anomaly(0)).Incidents[0].Id;

        Assert.Equal(one, new Folding().Take(Some.Anomaly(0), Some.Anomaly(1)).Incidents[0].Id);
        Assert.NotEqual(one, new Folding().Take(Some.Anomaly(0, number: 1)).Incidents[0].Id);
        Assert.True(new Folding().Take(Some.Anomaly(0, lag: 1)).Incidents[0].Id.CompareTo(one) > 0);
        Assert.Equal('7', one.ToString()[14]);
    }

    [Fact]
    public void Fold_ExactlyTheGap_IsTheSameIncidentAndAMillisecondMoreIsAnother()
    {
        Assert.Single(new Folding().Take(Some.Anomaly(0), Some.Anomaly(300)).Incidents);

        var folding = new Folding().Take(Some.Anomaly(0)).Take(Some.Anomaly(300.001));

        Assert.Equal([IncidentStatus.Resolved, IncidentStatus.Firing], folding.Incidents.Select(incident => incident.Status));
        Assert.Equal((IncidentResolution.Quiet, Some.Time + Gap), (folding.Incidents[0].ResolvedBy!.Value, folding.Incidents[0].ResolvedAt!.Value));
        Assert.Equal([(folding.Incidents[0].Id, IncidentChangeKind.Resolved), (folding.Incidents[1].Id, IncidentChangeKind.Opened)], folding.Changes);
    }

    [Fact]
    public void Fold_LongerThanTheGreatestLength_EndsAndOpensAnother()
    {
        var options = new IncidentOptions { MaxLength = TimeSpan.FromMinutes(10) };
        var folding = new Folding(options).Take([.. Enumerable.Range(0, 13).Select(minute => Some.Anomaly(minute * 60))]);

        Assert.Equal([11, 2], folding.Incidents.Select(incident => incident.AnomalyCount));
        Assert.Equal((IncidentResolution.Length, Some.Time.AddMinutes(11)), (folding.Incidents[0].ResolvedBy!.Value, folding.Incidents[0].ResolvedAt!.Value));
        // Both became known together, and still each of them is news.
        Assert.Equal([IncidentChangeKind.Brief, IncidentChangeKind.Opened], folding.Changes.Select(change => change.Kind));
    }

    [Fact]
    public void Fold_ALateAnomalyWithinReach_IsCountedInAndMovesTheBeginning()
    {
        var folding = new Folding().Take(Some.Anomaly(300)).Take(Some.Anomaly(0, lag: 310));

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal((Some.Time, Some.Time.AddSeconds(300), 2L), (incident.StartedAt, incident.LastAnomalyAt, incident.AnomalyCount));
        Assert.Equal([(incident.Id, IncidentChangeKind.Grew)], folding.Changes);
    }

    [Fact]
    public void Fold_ALateAnomalyBeforeTheFiringOne_IsAnIncidentThatIsOverAndNoNews()
    {
        var folding = new Folding().Take(Some.Anomaly(1000)).Take(Some.Anomaly(0, lag: 1001));

        Assert.Equal([IncidentStatus.Resolved, IncidentStatus.Firing], folding.Incidents.Select(incident => incident.Status));
        Assert.Equal(Some.Time + Gap, folding.Incidents[0].ResolvedAt);
        Assert.Empty(folding.Changes);
    }

    [Fact]
    public void Fold_ALateAnomalyOfAnIncidentThatWasFollowedByAnother_IsCountedAndReopensNothing()
    {
        var folding = new Folding().Take(Some.Anomaly(0), Some.Anomaly(1000)).Take(Some.Anomaly(10, lag: 995));

        Assert.Equal([(2L, IncidentStatus.Resolved), (1L, IncidentStatus.Firing)], folding.Incidents.Select(incident => (incident.AnomalyCount, incident.Status)));
        Assert.Empty(folding.Changes);
    }

    [Fact]
    public void Fold_AReplayOfHistory_OpensNothingAndTellsNothing()
    {
        var year = TimeSpan.FromDays(365).TotalSeconds;
        var folding = new Folding();
        for (var hour = 0; hour < 200; hour++)
        {
            folding.Take(Some.Anomaly(hour * 3600, lag: year), Some.Anomaly((hour * 3600) + 60, lag: year));
            Assert.Empty(folding.Changes);
        }

        Assert.Equal(200, folding.Incidents.Length);
        Assert.All(folding.Incidents, incident => Assert.Equal(
            (IncidentStatus.Resolved, IncidentResolution.Quiet, incident.LastAnomalyAt + Gap, 2L), (incident.Status, incident.ResolvedBy!.Value, incident.ResolvedAt!.Value, incident.AnomalyCount)));
    }

    [Fact]
    public void Fold_AReplayThatReachesThePresent_FiresFromThereOn()
    {
        var folding = new Folding().Take(Some.Anomaly(0, lag: 7200), Some.Anomaly(60, lag: 7140)).Take(Some.Anomaly(120, lag: 1));

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal((IncidentStatus.Firing, 3L), (incident.Status, incident.AnomalyCount));
        Assert.Equal([(incident.Id, IncidentChangeKind.Reopened)], folding.Changes);
    }

    [Fact]
    public void Fold_HistoryWhileAnIncidentFires_LeavesItAsItIs()
    {
        var folding = new Folding().Take(Some.Anomaly(0)).Take(Some.Anomaly(-90_000, lag: 90_001), Some.Anomaly(-80_000, lag: 80_002));

        Assert.Equal([IncidentStatus.Resolved, IncidentStatus.Resolved, IncidentStatus.Firing], folding.Incidents.Select(incident => incident.Status));
        Assert.Empty(folding.Changes);
    }

    [Fact]
    public void Fold_AnEventTimeAheadOfTheClock_CountsAsTheTimeOfDetection()
    {
        var folding = new Folding().Take(Some.Anomaly(TimeSpan.FromDays(3650).TotalSeconds, lag: -TimeSpan.FromDays(3650).TotalSeconds)).Take(Some.Anomaly(60));

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal((IncidentStatus.Firing, Some.Time, Some.Time.AddSeconds(60)), (incident.Status, incident.StartedAt, incident.LastAnomalyAt));
    }

    [Theory]
    [InlineData(IncidentResolution.Quiet, true)]
    [InlineData(IncidentResolution.Normal, true)]
    [InlineData(IncidentResolution.Length, false)]
    public void Fold_WithinReachOfOneThatIsOver_ReopensItUnlessItBecameTooLong(IncidentResolution resolution, bool reopens)
    {
        var folding = new Folding().Take(Some.Anomaly(0));
        folding.Set(folding.Incidents[0] with
        {
            Status = IncidentStatus.Resolved,
            ResolvedBy = resolution,
            ResolvedAt = Some.Time.AddSeconds(200),
            Acknowledged = new("ana", Some.Time),
        });

        folding.Take(Some.Anomaly(250));

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal(reopens ? IncidentStatus.Firing : IncidentStatus.Resolved, incident.Status);
        Assert.Equal(reopens, incident.Acknowledged is null);
        Assert.Equal(reopens ? [(incident.Id, IncidentChangeKind.Reopened)] : [], folding.Changes);
    }

    [Theory]
    [InlineData(199, 1, 2)]
    [InlineData(200.5, 2, 1)]
    public void Fold_APersonEndedIt_OnlyWhatWasDetectedBeforeBelongsToIt(double detected, int incidents, int counted)
    {
        var folding = new Folding().Take(Some.Anomaly(0));
        folding.Set(folding.Incidents[0] with
        {
            Status = IncidentStatus.Resolved,
            ResolvedBy = IncidentResolution.Person,
            Resolver = "ana",
            ResolvedAt = Some.Time.AddSeconds(200),
        });

        folding.Take(Some.Anomaly(198, lag: detected - 198));

        Assert.Equal((incidents, (long)counted), (folding.Incidents.Length, folding.Incidents[0].AnomalyCount));
        Assert.Equal(IncidentStatus.Resolved, folding.Incidents[0].Status);
    }

    [Fact]
    public void Fold_SeverityAndPeak_AreThoseOfTheWorst()
    {
        var folding = new Folding().Take(Some.Anomaly(0) with { Score = 9 })
            .Take(Some.Anomaly(1) with { Severity = AnomalySeverity.Critical, Score = double.NaN });
        Assert.Equal(IncidentChangeKind.Severity, Assert.Single(folding.Changes).Kind);

        folding.Take(Some.Anomaly(2) with { Severity = AnomalySeverity.Critical, Score = 1 }, Some.Anomaly(3) with { Severity = AnomalySeverity.Critical, Score = 1 });

        var incident = Assert.Single(folding.Incidents);
        Assert.Equal((AnomalySeverity.Critical, Some.Anomaly(2).Id), (incident.Severity, incident.Peak.AnomalyId));
        Assert.Equal(IncidentChangeKind.Grew, Assert.Single(folding.Changes).Kind);
    }

    [Fact]
    public void Fold_GroupedByLabels_SeriesThatHaveThemAllShareAnIncidentAndTheOthersHaveTheirOwn()
    {
        static InboxAnomaly Of(int at, string series, params (string Name, string Value)[] labels) =>
            Some.Anomaly(at, series: series) with { Labels = labels.ToDictionary(label => label.Name, label => label.Value) };

        var folding = new Folding(new IncidentOptions { GroupBy = "zone, host" }).Take(
            Of(0, "a", ("host", "web-1"), ("zone", "eu"), ("core", "1")),
            Of(1, "b", ("host", "web-1"), ("zone", "eu"), ("core", "2")),
            Of(2, "c", ("host", "web-1")),
            Of(3, "d", ("host", "web-\"1"), ("zone", "eu")));

        Assert.Equal(
            [("labels:{\"host\":\"web-1\",\"zone\":\"eu\"}", 2L), ("labels:{\"host\":\"web-\\\"1\",\"zone\":\"eu\"}", 1L), ("series:c", 1L)],
            folding.Incidents.Select(incident => (incident.Key, incident.AnomalyCount)));
        Assert.Equal(["host", "zone"], folding.Incidents[0].Labels.Keys.Order());
    }

    [Fact]
    public void KeyOf_LabelsTooLongForAnIndex_IsTheirHash()
    {
        var fold = new IncidentFold(new IncidentOptions { GroupBy = "host" });
        string Key(string host) => fold.KeyOf("cpu", new Dictionary<string, string> { ["host"] = host });

        Assert.Equal(78, Key(new string('x', 8000)).Length);
        Assert.NotEqual(Key(new string('x', 8000)), Key(new string('x', 8001)));
    }
}
