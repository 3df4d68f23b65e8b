using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Incidents.Listing;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Tests.Ui.Incidents;

public sealed class IncidentSheetTests
{
    private readonly IncidentSheet _sheet = new(new IncidentView());

    [Fact]
    public void Load_TheFirstTime_NothingIsNew()
    {
        Assert.False(_sheet.IsLoaded);

        Assert.Empty(_sheet.Load([Samples.Incident("a")]));

        Assert.True(_sheet.IsLoaded);
        Assert.False(Assert.Single(_sheet.Rows).Fresh);
    }

    [Fact]
    public void Load_Again_OnlyWhatChangedIsAnotherRow()
    {
        var (grows, rests) = (Samples.Incident("grows"), Samples.Incident("rests", Samples.Noon.AddMinutes(-1)));
        _sheet.Load([grows, rests]);
        var before = _sheet.Rows;

        var added = _sheet.Load([Samples.Incident("new", Samples.Noon.AddMinutes(1)), grows with { AnomalyCount = 18, Revision = 4 }, rests]);

        Assert.Equal("new", Assert.Single(added).Peak.Series);
        Assert.Equal((3, true), (_sheet.Rows.Count, _sheet.Rows[0].Fresh));
        Assert.Equal((18, false), (_sheet.Rows[1].Incident.AnomalyCount, _sheet.Rows[1].Fresh));
        Assert.Same(before[1], _sheet.Rows[2]);
    }

    [Fact]
    public void Load_SeverityOrStatusChanged_TheRowStandsOut()
    {
        var (worse, over) = (Samples.Incident("worse"), Samples.Incident("over"));
        _sheet.Load([worse, over]);

        _sheet.Load([worse with { Severity = AnomalySeverity.Critical, Revision = 4 }, over with { Status = IncidentStatus.Resolved, Revision = 4 }]);

        Assert.All(_sheet.Rows, row => Assert.True(row.Fresh));
    }

    [Fact]
    public void Load_MoreThanAPage_TheNextBeginsAfterItsLastRow()
    {
        var page = Enumerable.Range(0, IncidentView.PageSize + 1).Select(i => Samples.Incident($"s{i}", Samples.Noon.AddSeconds(-i))).ToArray();

        _sheet.Load(page);

        Assert.Equal(IncidentView.PageSize, _sheet.Rows.Count);
        Assert.Equal(page[^2].Id, _sheet.Next?.After);
    }
}
