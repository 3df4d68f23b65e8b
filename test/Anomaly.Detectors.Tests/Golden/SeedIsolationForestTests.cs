using Anomaly.Detectors.IsolationForest;

namespace Anomaly.Detectors.Tests.Golden;

public sealed class SeedIsolationForestTests
{
    private const double Tolerance = 1e-9;

    private static readonly IsolationForestOptions Options = new();

    [Theory]
    [MemberData(nameof(SeedSeries.Names), MemberType = typeof(SeedSeries))]
    public void Score_EveryBatch_HasTheSeedsDecisionsAndThreshold(string name)
    {
        var series = SeedSeries.Load(name);
        var samples = Series.Of(series.Values);
        var history = new DecisionHistory(Options.BatchSize);
        var work = new double[Batch.WorkSize(Options.BatchSize)];
        var average = Smoothing.NotStarted;

        Assert.Equal(samples.Length / Options.BatchSize, series.Batches.Count);
        foreach (var expected in series.Batches)
        {
            var batchSamples = samples.AsSpan(expected.LastIndex + 1 - Options.BatchSize, Options.BatchSize);
            var batch = Batch.Score(batchSamples, average, Options, ref history, keep: true, work);
            average = batch.Smoothed[^1];

            Assert.Equal(expected.DynamicThreshold, batch.DynamicThreshold, Tolerance);
            for (var i = 0; i < Options.BatchSize; i++)
                Assert.Equal(expected.Decisions[i], batch.Decisions[i], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(SeedSeries.Names), MemberType = typeof(SeedSeries))]
    public void Observe_SeedSeries_AlarmsThePointsTheSeedDoes(string name)
    {
        var series = SeedSeries.Load(name);
        var samples = Series.Of(series.Values);
        var detector = DetectorFactory.Create(Options);

        var alarms = new List<(int Index, Alarm Alarm)>();
        foreach (var (i, sample) in samples.Index())
        {
            var found = detector.Observe(sample).Alarms;
            Assert.True(found.Count == 0 || (i + 1) % Options.BatchSize == 0, "Only the sample that fills a batch alarms.");
            alarms.AddRange(found.Select(alarm => (i - alarm.Lag, alarm)));
        }

        Assert.Equal(series.Hits.Select(expected => expected.Index), alarms.Select(found => found.Index));
        foreach (var (expected, (index, alarm)) in series.Hits.Zip(alarms))
        {
            var context = Json.Parse(alarm.Context);
            var place = context.GetProperty("index").GetInt32();
            Assert.Equal(samples[index], new Sample(alarm.TimestampMs, alarm.Value));
            Assert.Equal(expected.ZScore, alarm.ZScore!.Value, Tolerance);
            Assert.Equal(expected.DynamicThreshold, alarm.Threshold, Tolerance);
            Assert.Equal(expected.Smoothed, Json.Numbers(context, "smoothed")[place], Tolerance);
            Assert.Equal(expected.Decision, Json.Numbers(context, "decisions")[place], Tolerance);
            Assert.Equal(expected.Streak, context.GetProperty("streak").GetInt32());
        }
    }
}
