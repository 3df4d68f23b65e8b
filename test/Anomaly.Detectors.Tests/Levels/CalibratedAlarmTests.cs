using System.Globalization;
using System.Text.RegularExpressions;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;

namespace Anomaly.Detectors.Tests.Levels;

/// <summary>Alarms of the seed's methods by sensitivity explain themselves, as those of their exact rules do.</summary>
public sealed partial class CalibratedAlarmTests
{
    public static TheoryData<DetectorOptions> Options => [new MovingAverageOptions { Sensitivity = 0.5 }, new IsolationForestOptions { Sensitivity = 0.5 }];

    [Theory]
    [MemberData(nameof(Options), DisableDiscoveryEnumeration = true)]
    public void Reason_OfASpike_SaysNothingThatIsNotInItsContext(DetectorOptions options)
    {
        var values = Series.Noise(3_000, seed: 31);
        for (var i = 1_000; i < values.Length; i += 700)
            values[i] += 150;

        var alarms = DetectorFactory.Create(options).ObserveAll(Series.Of(values)).SelectMany(verdict => verdict.Alarms).ToList();

        Assert.NotEmpty(alarms);
        Assert.All(alarms, alarm =>
        {
            var context = Json.Parse(alarm.Context);
            double[] known = [.. Json.AllNumbers(context), alarm.Value, alarm.Expected!.Value, 5, 20];
            Assert.Equal(alarm.Threshold, Json.Number(context, "threshold"));
            foreach (Match match in Numbers().Matches(alarm.Reason))
            {
                var told = double.Parse(match.Value, CultureInfo.InvariantCulture);
                Assert.True(known.Any(exact => Math.Abs(told - exact) <= 6e-4 * Math.Max(Math.Abs(exact), 1e-3)), $"{told} of “{alarm.Reason}” is not in {alarm.Context}");
            }
        });
    }

    [Fact]
    public void MovingAverage_Scaled_IsAlarmedAtTheSamePlaces()
    {
        var values = Series.Noise(2_000, seed: 32);
        values[1_500] += 100;

        var places = Places(values);

        Assert.Contains(1_500, places);
        Assert.Equal(places, Places([.. values.Select(value => value * 1e-6)]));
        Assert.Equal(places, Places([.. values.Select(value => value * 1e9)]));
    }

    private static int[] Places(double[] values) =>
        [.. DetectorFactory.Create(new MovingAverageOptions { Sensitivity = 0.5 }).ObserveAll(Series.Of(values)).Index().Where(verdict => verdict.Item.Alarms.Count > 0).Select(verdict => verdict.Index)];

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?(E[+-]?\d+)?")]
    private static partial Regex Numbers();
}
