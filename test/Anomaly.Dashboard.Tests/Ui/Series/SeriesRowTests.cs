using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Series;
using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Tests.Ui.Series;

public sealed class SeriesRowTests
{
    [Fact]
    public void Take_NothingNew_IsAskedLessAndLessOften()
    {
        var row = new SeriesRow(Samples.Series("quiet"));
        var asked = new List<int>();
        for (var round = 0; round < 40; round++)
        {
            if (!row.IsDue(round))
                continue;

            asked.Add(round);
            row.Take(round, Status(Samples.Noon), [Point(1)]);
        }

        Assert.Equal([0, 1, 3, 7, 15, 27, 39], asked);
        Assert.Equal(1, row.Version);
    }

    [Fact]
    public void Take_NewPoints_IsAskedInTheNextRound()
    {
        var row = new SeriesRow(Samples.Series("busy"));
        for (var round = 0; round < 5; round++)
        {
            Assert.True(row.IsDue(round));
            row.Take(round, Status(Samples.Noon.AddSeconds(round + 1)), [Point(round)]);
        }

        Assert.Equal(5, row.Version);
        Assert.Equal(Samples.Noon.AddSeconds(5), row.Now.LastSeen);
    }

    [Fact]
    public void Take_SilentSeries_IsAskedOnce()
    {
        var row = new SeriesRow(Samples.Series("silent", SeriesState.Silent));
        row.Take(0, Status(Samples.Noon), [Point(1)]);

        Assert.Equal(SeriesState.Silent, row.Now.State);
        Assert.DoesNotContain(Enumerable.Range(1, 100), row.IsDue);
    }

    [Fact]
    public void Take_NoAnswer_KeepsWhatIsKnown()
    {
        var row = new SeriesRow(Samples.Series("mute"));
        row.Take(0, Status(Samples.Noon.AddSeconds(1)), [Point(1), Point(2)]);
        row.Take(1, null, []);

        Assert.False(row.Answers);
        Assert.Equal([1, 2], row.Recent);
        Assert.Equal(Samples.Noon.AddSeconds(1), row.Now.LastSeen);
    }

    private static ScoredPoint Point(double value) => new(Samples.Noon, value, null, null, null, 0, null);

    private static SeriesStatus Status(DateTimeOffset lastSeen) => new()
    {
        Id = "x",
        State = SeriesState.Active,
        WarmUp = new WarmUp(20, 20),
        LastSeen = lastSeen,
        LastValue = 1,
    };
}
