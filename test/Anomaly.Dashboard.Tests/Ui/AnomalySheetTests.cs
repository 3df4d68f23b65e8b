using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Ui;

public sealed class AnomalySheetTests
{
    [Fact]
    public void Newest_WhatArrives_StandsOnTopAndTheNextPageFollowsTheLastRow()
    {
        var sheet = new AnomalySheet(new AnomalyView());
        var old = Enumerable.Range(0, 50).Select(i => Samples.Anomaly("s", Samples.Noon.AddSeconds(-i))).ToArray();
        sheet.Load(old);
        Assert.False(sheet.HasNext);
        var live = Samples.Anomaly("s", Samples.Noon.AddSeconds(1));

        Assert.Equal(1, sheet.Apply([new AnomalyEvent(live, Durable: false)]));
        Assert.Equal(0, sheet.Apply([new AnomalyEvent(live, Durable: true)]));

        Assert.Equal([live.Id, .. old[..^1].Select(record => record.Id)], sheet.Rows.Select(row => row.Record.Id));
        Assert.True(sheet.HasNext);
        Assert.Equal(old[^2].Id, sheet.Next.After!.Value.Id);
    }

    [Fact]
    public void Newest_WhilePaused_CountsEachOnceAndShowsThemAfterwards()
    {
        var sheet = new AnomalySheet(new AnomalyView());
        sheet.Load([]);
        sheet.TogglePause();
        var many = Enumerable.Range(0, 120).Select(i => Samples.Anomaly("s", Samples.Noon.AddSeconds(i))).ToArray();

        sheet.Apply([.. many.Select(record => new AnomalyEvent(record, Durable: false))]);
        sheet.Apply([.. many.Select(record => new AnomalyEvent(record, Durable: true))]);
        Assert.Empty(sheet.Rows);
        Assert.Equal(120, sheet.Waiting);
        sheet.TogglePause();

        Assert.Equal(many.Reverse().Take(50).Select(record => record.Id), sheet.Rows.Select(row => row.Record.Id));
        Assert.All(sheet.Rows, row => Assert.True(row.Durable));
        Assert.Equal(0, sheet.Waiting);
    }

    [Fact]
    public void Newest_WhilePaused_WhatIsCaughtUpAfterAGapCountsToo()
    {
        var sheet = new AnomalySheet(new AnomalyView());
        var (old, missed) = (Samples.Anomaly("s", Samples.Noon), Samples.Anomaly("s", Samples.Noon.AddSeconds(1)));
        sheet.Load([old]);
        sheet.TogglePause();

        sheet.Load([missed, old]);

        Assert.Equal(1, sheet.Waiting);
        Assert.Equal(old.Id, Assert.Single(sheet.Rows).Record.Id);
    }

    [Fact]
    public void OtherOrder_KeepsTheOrderOfTheHistoryAndOnlyCountsWhatComes()
    {
        var sheet = new AnomalySheet(new AnomalyView { Order = AnomalyOrder.Series });
        var page = Enumerable.Range(0, 51).Select(i => Samples.Anomaly($"s{i:00}", Samples.Noon)).ToArray();
        sheet.Load(page);
        var live = new AnomalyEvent(Samples.Anomaly("s00"), Durable: false);

        sheet.Apply([live]);
        sheet.Apply([live with { Durable = true }]);

        Assert.Equal(page[..50].Select(record => record.Id), sheet.Rows.Select(row => row.Record.Id));
        Assert.Equal(1, sheet.Waiting);
        Assert.True(sheet.HasNext);
        Assert.Equal("s49", sheet.Next.After!.Value.Series);
    }

    [Fact]
    public void Range_TimePasses_WhatIsTooOldGoes()
    {
        var sheet = new AnomalySheet(new AnomalyView { Range = TimeRange.Named("15m") });
        var (older, newer) = (Samples.Anomaly("s", Samples.Noon), Samples.Anomaly("s", Samples.Noon.AddMinutes(10)));
        sheet.Load([newer, older]);

        sheet.Forget(Samples.Noon.AddMinutes(20));

        Assert.Equal(newer.Id, Assert.Single(sheet.Rows).Record.Id);
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Before_ReadBackwards_BeginsAfterTheRowBeforeThatPage(int rows, bool first)
    {
        var view = new AnomalyView { After = new(Samples.Noon, Guid.NewGuid()) };
        var backwards = Enumerable.Range(0, rows).Select(i => Samples.Anomaly("s", Samples.Noon.AddSeconds(i))).ToArray();

        Assert.Equal(first ? null : backwards[50].Id, view.Before(backwards).After?.Id);
    }
}
