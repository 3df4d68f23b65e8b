using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Series;

public sealed class LateSampleTests
{
    private const long Start = 1_760_000_000_000;

    private static SeriesModel New(string late) =>
        SeriesModel.Restore(SeriesSettings.From(new DetectionOptions { Samples = { Late = late } }), default, null);

    private static double[] Judged(SeriesModel model) => [.. model.Points.Newest(PointRing.Capacity, _ => null).Select(point => point.Value)];

    [Fact]
    public void Apply_LateSample_LeavesTheNewest()
    {
        var model = New("judge");
        model.Apply(Start, 1);
        model.Apply(Start + 10_000, 2);
        model.Apply(Start + 5_000, 3);

        Assert.Equal((Start + 10_000, 2.0), (model.LastSeen, model.LastValue));
        Assert.Equal([1, 2, 3], Judged(model));
    }

    [Fact]
    public void Apply_SecondValueOfTheSameTime_IsTheNewest()
    {
        var model = New("judge");
        model.Apply(Start, 1);
        model.Apply(Start, 2);

        Assert.Equal((Start, 2.0), (model.LastSeen, model.LastValue));
    }

    [Fact]
    public void Apply_IgnoringLate_JudgesWhatIsSentTwiceOnce()
    {
        var (once, twice) = (New("ignore"), New("ignore"));
        (long At, double Value)[] samples = [.. Enumerable.Range(0, 50).Select(i => (Start + (i / 2 * 1000), i + 0.5))];
        foreach (var sample in samples.Chunk(5))
        {
            foreach (var (at, value) in sample)
            {
                once.Apply(at, value);
            }

            foreach (var (at, value) in sample)
            {
                twice.Apply(at, value);
                twice.Apply(at, value);
            }
        }

        Assert.Equal(samples.Select(sample => sample.Value), Judged(once));
        Assert.Equal(once.Save(), twice.Save());
    }

    [Fact]
    public void Apply_IgnoringLate_LeavesABatchSentAgain()
    {
        var model = New("ignore");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 40; i++)
            {
                model.Apply(Start + (i * 1000), i);
            }
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (double)i), Judged(model));
        Assert.Equal(Start + 39_000, model.LastSeen);
    }

    [Fact]
    public void Apply_Judging_CountsWhatIsSentTwiceTwice()
    {
        var model = New("judge");
        model.Apply(Start, 1);
        model.Apply(Start, 1);

        Assert.Equal([1, 1], Judged(model));
    }
}
