using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests.Golden;

public sealed class SeedMovingAverageTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [MemberData(nameof(SeedSeries.Names), MemberType = typeof(SeedSeries))]
    public void Observe_SeedSeries_AlarmsWhereTheSeedDoes(string name)
    {
        var series = SeedSeries.Load(name);
        var detector = DetectorFactory.Create(new MovingAverageOptions());

        var alarms = new List<(int Index, Alarm Alarm)>();
        foreach (var (i, sample) in Series.Of(series.Values).Index())
            alarms.AddRange(detector.Observe(sample).Alarms.Select(alarm => (i, alarm)));

        Assert.Equal(series.MovingAverage.Select(expected => expected.Index), alarms.Select(found => found.Index));
        foreach (var (expected, (index, alarm)) in series.MovingAverage.Zip(alarms))
        {
            Assert.Equal(expected.Deviation, alarm.Score, Tolerance);
            Assert.Equal(expected.Mean, alarm.Expected!.Value, Tolerance);
            Assert.Equal(series.Values[index], alarm.Value);
        }
    }
}
