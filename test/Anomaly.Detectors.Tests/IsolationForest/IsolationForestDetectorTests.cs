using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.Tests.Contract;

namespace Anomaly.Detectors.Tests.IsolationForest;

public sealed class IsolationForestDetectorTests
{
    private const double Tolerance = 1e-9;

    private static readonly Sample[] Samples = Series.Of(Series.Spiky(600, seed: 12));

    [Fact]
    public void Observe_SampleThatDoesNotFillABatch_HasNoScoreButAnExpectation()
    {
        var verdicts = DetectorFactory.Create(new IsolationForestOptions()).ObserveAll(Samples);

        foreach (var (i, verdict) in verdicts.Index())
        {
            Assert.Equal((i + 1) % 20 != 0, double.IsNaN(verdict.Score));
            Assert.True(double.IsFinite(verdict.Expected));
        }
    }

    [Fact]
    public void Observe_StreakThatBeganInTheBatchBefore_IsCountedAcross()
    {
        const int Demanded = 6;
        var streaks = DetectorFactory.Create(new IsolationForestOptions(minConsecutive: Demanded))
            .ObserveAll(Samples)
            .SelectMany(verdict => verdict.Alarms)
            .Select(alarm => Json.Parse(alarm.Context))
            .Select(context => (Length: context.GetProperty("streak").GetInt32(), Index: context.GetProperty("index").GetInt32()))
            .ToList();

        Assert.All(streaks, streak => Assert.True(streak.Length >= Demanded));
        Assert.Contains(streaks, streak => streak.Length > streak.Index + 1);
    }

    [Fact]
    public void Observe_BatchesSmallerThanTheHistory_TakeTheThresholdOfThreeUntilItIsFull()
    {
        // A z-score in a batch of 7 is at most √6 = 2.45, so that nothing alarms before 20 decisions are there.
        var verdicts = DetectorFactory.Create(new IsolationForestOptions(batchSize: 7, minConsecutive: 1)).ObserveAll(Samples);

        Assert.All(verdicts.Take(20), verdict => Assert.Empty(verdict.Alarms));
        Assert.NotEmpty(verdicts[20].Alarms);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5)]
    public void ScoreOnly_WhereTheSampleFillsABatch_JudgesItAsLearningWould(int batchSize)
    {
        var detector = DetectorFactory.Create(new IsolationForestOptions(batchSize));
        var alarmed = 0;

        foreach (var (i, sample) in Samples.Index())
        {
            var scored = detector.Observe(sample, Learning.ScoreOnly);
            var learned = detector.Observe(sample);
            if ((i + 1) % batchSize != 0)
                continue;

            Assert.Equal(learned.Alarms.Where(alarm => alarm.Lag == 0), scored.Alarms);
            Assert.Equal(learned.Expected, scored.Expected);
            alarmed += scored.Alarms.Count;
        }

        Assert.NotEqual(0, alarmed);
    }

    [Fact]
    public void ScoreOnly_AnyPlace_ComparesWithTheSmoothedLastSamples()
    {
        var detector = DetectorFactory.Create(new IsolationForestOptions(minConsecutive: 1));
        var average = double.NaN;
        var smoothed = new List<double>();

        foreach (var sample in Samples)
        {
            var far = new Sample(sample.TimestampMs, 1_000);
            var alarm = detector.Observe(far, Learning.ScoreOnly).Alarms.SingleOrDefault();
            if (smoothed.Count >= 19)
            {
                Assert.Equal(0, alarm!.Lag);
                Assert.Equal(far, new Sample(alarm.TimestampMs, alarm.Value));
                double[] expected = [.. smoothed.TakeLast(19), 250 + 0.75 * average];
                foreach (var (wanted, found) in expected.Zip(Json.Numbers(Json.Parse(alarm.Context), "smoothed")))
                    Assert.Equal(wanted, found, Tolerance);
            }

            detector.Observe(sample);
            average = double.IsNaN(average) ? sample.Value : 0.25 * sample.Value + 0.75 * average;
            smoothed.Add(average);
        }
    }

    [Fact]
    public void Restore_OtherThresholds_KeepsTheState()
    {
        var before = DetectorFactory.Create(new IsolationForestOptions());
        before.ObserveAll(Samples.Take(130));
        var changed = new IsolationForestOptions(contamination: 0.2, minConsecutive: 5);

        var after = DetectorFactory.Restore(changed, before.Snapshot());

        Assert.Equal(before.Snapshot(), after.Snapshot());
    }

    [Theory]
    [InlineData(19, 0.25)]
    [InlineData(20, 0.3)]
    public void Restore_OtherShapeOfTheState_StartsAnew(int batchSize, double alpha)
    {
        var before = DetectorFactory.Create(new IsolationForestOptions());
        before.ObserveAll(Samples.Take(130));
        var changed = new IsolationForestOptions(batchSize: batchSize, smoothingAlpha: alpha);

        var after = DetectorFactory.Restore(changed, before.Snapshot());

        Assert.Equal(0, after.WarmUpSeen);
        Same.Verdicts(DetectorFactory.Create(changed).ObserveAll(Samples), after.ObserveAll(Samples));
    }
}
