namespace Anomaly.Detectors.Tests.Contract;

/// <summary>No input breaks a detector.</summary>
public sealed class RobustnessTests
{
    private static readonly double[] Extremes =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2e-308, 1e-300, 1, -1, 50, 1e15, 1e200, -1e200, 1e300, -1e300, 1e308, -1e308,
        double.MaxValue, double.MinValue,
    ];

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_NotFinite_IsIgnored(string name)
    {
        var samples = Series.Of(Series.Spiky(150, seed: 6));
        var expected = DetectorCases.Create(name).ObserveAll(samples);
        var detector = DetectorCases.Create(name);

        foreach (var (i, sample) in samples.Index())
        {
            foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
                Same.Verdict(Verdict.None, detector.Observe(new Sample(sample.TimestampMs, value)));

            Same.Verdict(expected[i], detector.Observe(sample));
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_ConstantSeries_NeverAlarms(string name)
    {
        foreach (var constant in Extremes.Append(0.1).Append(1.0 / 3))
        {
            var detector = DetectorCases.Create(name);

            foreach (var verdict in detector.ObserveAll(Series.Of(Enumerable.Repeat(constant, 200))))
                Assert.True(verdict.Score is 0 or double.NaN, $"A series of {constant} scores {verdict.Score}.");
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_ExtremeValues_GivesFiniteNumbersOnly(string name)
    {
        var random = new Random(7);
        var detector = DetectorCases.Create(name);
        var alarms = 0;
        detector.ObserveAll(Series.Of(Series.Noise(100, seed: 15)));

        for (var i = 0; i < 5_000; i++)
        {
            // Alternately a wild mixture and a stretch within a narrow, extreme range.
            var value = Extremes[i / 500 % 2 == 0 ? random.Next(Extremes.Length) : i / 1_000 * 3 + random.Next(4)];
            var learning = random.Next(4) == 0 ? Learning.ScoreOnly : Learning.Learn;

            var verdict = detector.Observe(new Sample(i, value), learning);

            AssertNotInfinite(verdict.Score, verdict.Expected, verdict.Lower, verdict.Upper);
            foreach (var alarm in verdict.Alarms)
            {
                alarms++;
                AssertFinite(alarm);
            }
        }

        Assert.NotEqual(0, alarms);
        Assert.Equal(detector.Snapshot(), DetectorFactory.Restore(DetectorCases.OptionsOf(name), detector.Snapshot()).Snapshot());
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_ExtremeTimes_SurvivesARestore(string name)
    {
        var detector = DetectorCases.Create(name);
        long[] times = [long.MinValue, long.MaxValue, 0, -1, 1, long.MaxValue - 1, long.MinValue + 1];
        for (var i = 0; i < 100; i++)
            detector.Observe(new Sample(times[i % times.Length], i % 5));

        var restored = DetectorFactory.Restore(DetectorCases.OptionsOf(name), detector.Snapshot());

        for (var i = 0; i < 100; i++)
        {
            var sample = new Sample(times[i % times.Length], i % 9 * 20);
            Same.Verdict(detector.Observe(sample), restored.Observe(sample));
        }
    }

    private static void AssertFinite(Alarm alarm)
    {
        double?[] numbers = [alarm.Value, alarm.Threshold, alarm.Score, alarm.ZScore, alarm.Expected, alarm.Lower, alarm.Upper];
        Assert.All(numbers, number => Assert.True(number is null || double.IsFinite(number.Value)));
        Assert.All(Json.AllNumbers(Json.Parse(alarm.Context)), number => Assert.True(double.IsFinite(number)));
        Assert.All(Json.AllNumbers(Json.Parse(alarm.Config)), number => Assert.True(double.IsFinite(number)));
        Assert.DoesNotContain("NaN", alarm.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", alarm.Reason, StringComparison.Ordinal);
    }

    private static void AssertNotInfinite(params double[] numbers) =>
        Assert.All(numbers, number => Assert.False(double.IsInfinity(number)));
}
