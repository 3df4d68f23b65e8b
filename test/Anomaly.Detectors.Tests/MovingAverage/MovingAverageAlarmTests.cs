using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests.MovingAverage;

/// <summary>An alarm explains itself: all it says follows from its context and config.</summary>
public sealed class MovingAverageAlarmTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Alarm_OfTheDocumentedExample_SaysWhatIsDocumented()
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions());

        var alarm = detector.ObserveAll(Series.Of([51.0, 44.2, 43.1, 44.0, 97.2]))[^1].Alarms.Single();

        Assert.Equal("97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20", alarm.Reason);
        Assert.Equal("""{"level":"exact","window_size":5,"threshold":20,"threshold_kind":"absolute"}""", alarm.Config);
        Assert.Equal(
            (0, 97.2, 20, AlarmSeverity.Warning, AlarmDirection.Above),
            (alarm.Lag, alarm.Value, alarm.Threshold, alarm.Severity, alarm.Direction));
        Assert.Equal([51.0, 44.2, 43.1, 44.0, 97.2], Json.Numbers(Json.Parse(alarm.Context), "window"));
        Assert.Equal(1.98, alarm.ZScore!.Value, 2);
    }

    [Fact]
    public void Alarm_BySigma_IsMeasuredInStandardDeviations()
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions(10, 2.5, ThresholdKind.Sigma));

        var alarm = detector.ObserveAll(Series.Of([50, 52, 48, 51, 49, 50, 52, 48, 51, 0]))[^1].Alarms.Single();

        Assert.Equal(
            "0 is 45.1 below the mean 45.1 of the last 10 samples, 2.988 standard deviations; the threshold is 2.5",
            alarm.Reason);
        Assert.Equal("""{"level":"exact","window_size":10,"threshold":2.5,"threshold_kind":"sigma"}""", alarm.Config);
        Assert.Equal(AlarmDirection.Below, alarm.Direction);
        Assert.Equal(AlarmSeverity.Info, alarm.Severity);
        Assert.Equal(-2.988, alarm.ZScore!.Value, 3);
        Assert.Equal(2.988, alarm.Score, 3);
    }

    [Fact]
    public void Alarm_AnyPoint_FollowsFromItsContext()
    {
        var alarms = DetectorFactory.Create(new MovingAverageOptions())
            .ObserveAll(Series.Of(Series.Spiky(600, seed: 14)))
            .SelectMany(verdict => verdict.Alarms)
            .ToList();

        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm =>
        {
            var context = Json.Parse(alarm.Context);
            var window = Json.Numbers(context, "window");
            var mean = window.Average();
            var deviation = Math.Sqrt(window.Average(value => (value - mean) * (value - mean)));

            Assert.Equal(alarm.Value, window[^1]);
            Assert.Equal(mean, Json.Number(context, "mean"), Tolerance);
            Assert.Equal(mean, alarm.Expected!.Value, Tolerance);
            Assert.Equal(Math.Abs(alarm.Value - mean), Json.Number(context, "deviation"), Tolerance);
            Assert.Equal(Math.Abs(alarm.Value - mean), alarm.Score, Tolerance);
            Assert.Equal((alarm.Value - mean) / deviation, alarm.ZScore!.Value, Tolerance);
            Assert.Equal(mean - alarm.Threshold, alarm.Lower!.Value, Tolerance);
            Assert.Equal(mean + alarm.Threshold, alarm.Upper!.Value, Tolerance);
        });
    }

    [Theory]
    [InlineData(1.1, AlarmSeverity.Info)]
    [InlineData(1.4999, AlarmSeverity.Info)]
    [InlineData(1.5001, AlarmSeverity.Warning)]
    [InlineData(2.9999, AlarmSeverity.Warning)]
    [InlineData(3.0001, AlarmSeverity.Critical)]
    [InlineData(1e9, AlarmSeverity.Critical)]
    public void Severity_MultipleOfTheThreshold_FollowsTheScale(double multiple, AlarmSeverity expected)
    {
        var detector = DetectorFactory.Create(new MovingAverageOptions(windowSize: 2, threshold: 1));

        var verdict = detector.ObserveAll(Series.Of([0, 2 * multiple]))[^1];

        Assert.Equal(expected, Assert.Single(verdict.Alarms).Severity);
    }
}
