using Anomaly.Dashboard.Live;
using Anomaly.Grains.Interfaces.Series;
using static Anomaly.Dashboard.Tests.Live.Listener;

namespace Anomaly.Dashboard.Tests.Live;

public sealed class SeriesPointsTests
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private readonly SeriesPoints _points = new(5);

    [Fact]
    public void Take_FirstAnswer_IsAll() => Assert.Equal((true, "1 2"), Take(One, 7, 1, 2));

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "3")]
    [InlineData(4, "3 4")]
    public void Take_SameLife_AddsWhatIsNew(int number, string added)
    {
        Take(One, 2, 1, 2);

        Assert.Equal((false, added), Take(One, number, [.. Enumerable.Range(1, number).Select(value => (double)value)]));
    }

    [Fact]
    public void Take_AnswerThatAPushOvertook_AddsNothing()
    {
        Take(One, 3, 1, 2, 3);

        Assert.Equal((false, ""), Take(One, 2, 1, 2));
        Assert.Equal(3, _points.Number);
    }

    [Fact]
    public void Take_MoreThanIsKept_ForgetsTheOldest()
    {
        Take(One, 4, 1, 2, 3, 4);
        Take(One, 6, 5, 6);

        Assert.Equal("2 3 4 5 6", Text(_points.All));
    }

    [Fact]
    public void Take_NewLifeWithTheSamePoints_AddsWhatIsNew()
    {
        Take(One, 3, 1, 2, 3);

        Assert.Equal((false, "4"), Take(Other, 3, 2, 3, 4));
        Assert.Equal("1 2 3 4", Text(_points.All));
    }

    [Fact]
    public void Take_NewLifeThatReplays_GoesBackAndRepeatsNothing()
    {
        Take(One, 4, 1, 2, 3, 4);

        Assert.Equal((true, "1 2"), Take(Other, 1, 2));
        Assert.Equal((false, "3 4 5"), Take(Other, 4, 3, 4, 5));
        Assert.Equal("1 2 3 4 5", Text(_points.All));
    }

    [Fact]
    public void Take_NewLifeWithoutPoints_KeepsWhatThereIs()
    {
        Take(One, 2, 1, 2);

        Assert.Equal((false, ""), Take(Other, 0));
        Assert.Equal("1 2", Text(_points.All));
    }

    [Fact]
    public void Take_NewLifeThatForgotAnAnomaly_StillNamesIt()
    {
        var anomaly = Guid.NewGuid();
        _points.Take(Update(One, 2, [Points(1)[0] with { AnomalyId = anomaly }, Points(2)[0]]));

        Take(Other, 3, 1, 2, 3);

        Assert.Equal(anomaly, _points.All[0].AnomalyId);
    }

    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(4, 1, false)]
    public void Continues_SameLife_WhereNothingLiesBetween(long number, int count, bool expected)
    {
        Take(One, 2, 1, 2);

        Assert.Equal(expected, _points.Continues(Update(One, number, Points([.. Enumerable.Range(0, count).Select(value => (double)value)]))));
        Assert.False(_points.Continues(Update(Other, number, [])));
    }

    private (bool Reset, string Points) Take(Guid life, long number, params double[] seconds)
    {
        var (reset, points) = _points.Take(Update(life, number, Points(seconds)));
        return (reset, Text(points));
    }

    private static SeriesUpdate Update(Guid life, long number, ScoredPoint[] points) =>
        new("a", life, number, points, new SeriesStatus { Id = "a", State = SeriesState.Active });

    private static string Text(IEnumerable<ScoredPoint> points) => string.Join(' ', points.Select(point => point.Value));
}
