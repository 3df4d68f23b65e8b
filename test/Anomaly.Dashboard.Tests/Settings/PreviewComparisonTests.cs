using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Settings.Previews;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Settings;

public sealed class PreviewComparisonTests
{
    [Fact]
    public void Alarms_UnderBothOneOrTheOther_AreToldApart()
    {
        var comparison = new PreviewComparison(Preview(0, 6, (1, "a"), (2, "a")), Preview(0, 6, (2, "a"), (4, "b")));

        Assert.Equal(
            [(1, AlarmChange.Gone), (2, AlarmChange.Stays), (4, AlarmChange.New)],
            comparison.Alarms.Select(alarm => (alarm.Alarm.Index, alarm.Change)));
        Assert.Equal("Of the last 6 points: 2 flagged now, 2 under these settings.", comparison.Sentence);
    }

    [Fact]
    public void PointsHaveMovedOnBetweenTheTwo_AlarmsStayAtTheirPoints()
    {
        var comparison = new PreviewComparison(Preview(0, 6, (0, "a"), (3, "a")), Preview(2, 6, (1, "a")));

        var alarm = Assert.Single(comparison.Alarms);
        Assert.Equal((1, AlarmChange.Stays), (alarm.Alarm.Index, alarm.Change));
        Assert.Equal(Samples.Noon.AddSeconds(3), alarm.Point!.Value.Timestamp);
    }

    [Fact]
    public void TwoMethodsAtOnePoint_CountOnePoint()
    {
        var comparison = new PreviewComparison(Preview(0, 6, (1, "a")), Preview(0, 6, (1, "a"), (1, "b")));

        Assert.Equal((1, 1), (comparison.FlaggedNow, comparison.FlaggedThen));
        Assert.Equal([AlarmChange.Stays, AlarmChange.New], comparison.Alarms.Select(alarm => alarm.Change));
    }

    [Fact]
    public void AlarmAboutAPointBeforeThem_IsListedButCountsNoPoint()
    {
        var comparison = new PreviewComparison(Preview(0, 6), Preview(0, 6, (-2, "a")));

        Assert.Null(Assert.Single(comparison.Alarms).Point);
        Assert.Equal(0, comparison.FlaggedThen);
    }

    [Fact]
    public void NoPoints_SaysSo()
    {
        var comparison = new PreviewComparison(Preview(0, 0), Preview(0, 0));

        Assert.Contains("no recent points", comparison.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, comparison.ToRows().Count);
    }

    private static SettingsPreview Preview(int first, int count, params (int Index, string Method)[] alarms) => new(
        new Dictionary<string, string[]>(),
        [.. Enumerable.Range(first, count).Select(second => new ScoredPoint(Samples.Noon.AddSeconds(second), second, null, null, null, 0, null))],
        [.. alarms.Select(alarm => new PreviewedAlarm(alarm.Index, alarm.Method, AnomalySeverity.Warning, 1, "because"))]);
}
