using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests;

public sealed class OptionsTests
{
    public static TheoryData<Action, string> Refused => new()
    {
        { () => _ = new MovingAverageOptions(windowSize: 1), "WindowSize is 1; must be a whole number from 2 to 10000." },
        { () => _ = new MovingAverageOptions(threshold: 0), "Threshold is 0; must be a finite number above 0." },
        { () => _ = new MovingAverageOptions(threshold: double.NaN), "Threshold is NaN; must be a finite number above 0." },
        { () => _ = new MovingAverageOptions(threshold: double.PositiveInfinity), "Threshold is Infinity; must be a finite number above 0." },
        { () => _ = new MovingAverageOptions { ThresholdKind = (ThresholdKind)7 }, "ThresholdKind is 7; must be one of Absolute, Sigma." },
        { () => _ = new IsolationForestOptions(batchSize: 501), "BatchSize is 501; must be a whole number from 2 to 500." },
        { () => _ = new IsolationForestOptions(contamination: 0.6), "Contamination is 0.6; must be above 0 and at most 0.5." },
        { () => _ = new IsolationForestOptions { SmoothingAlpha = 0 }, "SmoothingAlpha is 0; must be above 0 and at most 1." },
        { () => _ = new IsolationForestOptions() with { MinConsecutive = 0 }, "MinConsecutive is 0; must be a whole number from 1 to 1000000." },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Options_ValueOutOfRange_IsRefusedByNameValueAndRange(Action make, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(make);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Defaults_NothingSet_AreTheSeeds()
    {
        Assert.Equal(new MovingAverageOptions { WindowSize = 5, Threshold = 20, ThresholdKind = ThresholdKind.Absolute }, new MovingAverageOptions());
        Assert.Equal(
            new IsolationForestOptions { BatchSize = 20, Contamination = 0.1, SmoothingAlpha = 0.25, MinConsecutive = 3 },
            new IsolationForestOptions());
    }

    [Theory]
    [InlineData(5, 2.0, false)]
    [InlineData(5, 1.99, true)]
    [InlineData(10, 3.0, false)]
    [InlineData(11, 3.0, true)]
    public void NeverAlarmsBecause_SigmaBeyondWhatAWindowCanReach_SaysSo(int window, double threshold, bool canAlarm)
    {
        var options = new MovingAverageOptions(window, threshold, ThresholdKind.Sigma);
        var detector = DetectorFactory.Create(options);

        var alarms = detector.ObserveAll(Series.Of([.. Enumerable.Repeat(1.0, window - 1), 1e6]))[^1].Alarms;

        Assert.Equal(canAlarm, options.NeverAlarmsBecause is null);
        Assert.Equal(canAlarm, alarms.Count == 1);
        Assert.Null((options with { ThresholdKind = ThresholdKind.Absolute }).NeverAlarmsBecause);
    }
}
