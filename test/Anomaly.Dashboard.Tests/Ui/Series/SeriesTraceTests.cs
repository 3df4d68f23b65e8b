using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Series;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Ui.Series;

public sealed class SeriesTraceTests
{
    private readonly SeriesTrace _trace = new(10);

    [Fact]
    public void Add_InOrder_IsAddedAndNoMore()
    {
        Draw(Point(0), Point(1));

        Assert.Equal([Point(2), Point(2), Point(3)], _trace.Add([Point(2), Point(2), Point(3)]));
        Assert.False(_trace.IsStale);
    }

    [Fact]
    public void Add_OlderThanTheLast_IsDrawnAnewInOrder()
    {
        Draw(Point(0), Point(5));

        Assert.Empty(_trace.Add([Point(3), Point(6)]));

        Assert.True(_trace.IsStale);
        Assert.Equal([Point(0), Point(3), Point(5), Point(6)], _trace.Redraw());
    }

    [Fact]
    public void Add_MoreThanAreKept_DropsTheOldest()
    {
        Draw([.. Enumerable.Range(0, 8).Select(second => Point(second))]);
        _trace.Add([.. Enumerable.Range(8, 8).Select(second => Point(second))]);

        Assert.Equal(Enumerable.Range(6, 10).Select(second => Point(second)), _trace.Redraw());
    }

    [Fact]
    public void Mark_OlderPoint_MakesTheChartsStale()
    {
        Draw(Point(0), Point(1));
        _trace.Mark([About(0, AnomalySeverity.Critical)]);

        Assert.True(_trace.IsStale);
        Assert.Equal(AnomalySeverity.Critical, _trace.At(Seconds(0))!.Value.Severity);
        Assert.Null(_trace.At(Seconds(1)));
    }

    [Fact]
    public void Mark_BeforeItsPointComes_CostsNothing()
    {
        Draw(Point(0));
        var anomaly = About(1, AnomalySeverity.Info);
        _trace.Mark([anomaly]);
        _trace.Add([Point(1)]);

        Assert.False(_trace.IsStale);
        Assert.Equal(anomaly.Id, _trace.At(Seconds(1))!.Value.Id);
    }

    [Fact]
    public void Mark_PointKnewOfIt_IsStaleOnlyWhereTheSeverityDiffers()
    {
        Draw(Point(0, Guid.NewGuid()), Point(1, Guid.NewGuid()));
        Assert.Equal(AnomalySeverity.Warning, _trace.At(Seconds(0))!.Value.Severity);

        _trace.Mark([About(0, AnomalySeverity.Warning)]);
        Assert.False(_trace.IsStale);
        _trace.Mark([About(1, AnomalySeverity.Critical)]);
        Assert.True(_trace.IsStale);
    }

    [Fact]
    public void Mark_SeveralAboutOnePoint_ShowsTheWorst()
    {
        Draw(Point(0));
        var worst = About(0, AnomalySeverity.Critical);
        _trace.Mark([About(0, AnomalySeverity.Info), worst, About(0, AnomalySeverity.Warning)]);

        Assert.Equal(worst.Id, _trace.At(Seconds(0))!.Value.Id);
    }

    private static double Seconds(int second) => Samples.Noon.AddSeconds(second).ToUnixTimeMilliseconds() / 1000.0;

    private static ScoredPoint Point(int second, Guid? anomaly = null) => new(Samples.Noon.AddSeconds(second), second, null, null, null, 0.5, anomaly);

    private static AnomalyRecord About(int second, AnomalySeverity severity) =>
        Samples.Anomaly("trace", severity: severity) with { Timestamp = Samples.Noon.AddSeconds(second) };

    private void Draw(params ScoredPoint[] points)
    {
        _trace.Reset(points);
        _trace.Redraw();
    }
}
