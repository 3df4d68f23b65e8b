using Anomaly.Detectors.MovingAverage;
using Anomaly.Detectors.Tests.Contract;

namespace Anomaly.Detectors.Tests.MovingAverage;

public sealed class MovingAverageDetectorTests
{
    private static readonly double[] Ordinary = [51.0, 44.2, 43.1, 44.0];

    [Fact]
    public void Observe_DeviationAtTheThreshold_DoesNotAlarm()
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions(windowSize: 2, threshold: 10));

        var verdict = detector.ObserveAll(Series.Of([0, 20]))[^1];

        Assert.Empty(verdict.Alarms);
        Assert.Equal((1, 10, 0, 20), (verdict.Score, verdict.Expected, verdict.Lower, verdict.Upper));
    }

    [Fact]
    public void Observe_HugeValueThatLeftTheWindow_LeavesNoTrace()
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions());

        var verdicts = detector.ObserveAll(Series.Of([.. Ordinary, 1e300, .. Ordinary, 45.0]));

        Assert.Single(verdicts[4].Alarms);
        Assert.Equal(45.46, verdicts[^1].Expected, 1e-9);
        Assert.Empty(verdicts[^1].Alarms);
    }

    [Fact]
    public void ScoreOnly_AnySample_JudgesItAsLearningWould()
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions());

        foreach (var sample in Series.Of(Series.Spiky(300, seed: 13)))
        {
            var scored = detector.Observe(sample, Learning.ScoreOnly);
            Same.Verdict(detector.Observe(sample), scored);
        }
    }

    [Fact]
    public void Restore_OtherThreshold_KeepsTheStateAndJudgesByTheNew()
    {
        var before = DetectorFactory.Create(new MovingAverageOptions());
        before.ObserveAll(Series.Of(Ordinary));

        var after = DetectorFactory.Restore(new MovingAverageOptions(threshold: 100), before.Snapshot());

        Assert.Equal(4, after.WarmUpSeen);
        Assert.Equal(0.413, after.Observe(new Sample(0, 97.2)).Score, 3);
        Assert.Single(before.Observe(new Sample(0, 97.2)).Alarms);
    }

    [Fact]
    public void Restore_OtherWindow_StartsAnew()
    {
        var before = DetectorFactory.Create(new MovingAverageOptions());
        before.ObserveAll(Series.Of(Ordinary));

        Assert.Equal(0, DetectorFactory.Restore(new MovingAverageOptions(windowSize: 6), before.Snapshot()).WarmUpSeen);
    }
}
