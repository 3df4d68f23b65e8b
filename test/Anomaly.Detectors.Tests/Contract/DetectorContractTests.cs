namespace Anomaly.Detectors.Tests.Contract;

/// <summary>What is true of every detector.</summary>
public sealed class DetectorContractTests
{
    private const int Length = 150;

    [Fact]
    public void Cases_CoverEveryMethodOfTheLibrary()
    {
        var methods = typeof(DetectorOptions).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DetectorOptions)) && !type.IsAbstract);

        Assert.Equal(
            methods.OrderBy(type => type.Name),
            DetectorCases.All.Select(options => options.GetType()).Distinct().OrderBy(type => type.Name));
    }

    [Fact]
    public void Library_ReferencesTheBaseLibraryOnly() =>
        Assert.All(
            typeof(IDetector).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name));

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_SameSeriesTwice_SaysTheSame(string name)
    {
        var samples = Series.Of([.. Series.Noise(500, seed: 1), .. Series.Spiky(Length, seed: 1)]);

        var first = DetectorCases.Create(name).ObserveAll(samples);

        Assert.Contains(first, verdict => verdict.Alarms.Count > 0);
        Same.Verdicts(first, DetectorCases.Create(name).ObserveAll(samples));
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void SaveAndRestore_AtAnySample_ChangesNothing(string name)
    {
        var samples = Series.Of(Series.Spiky(Length, seed: 2));
        var uninterrupted = DetectorCases.Create(name);
        var expected = uninterrupted.ObserveAll(samples);
        var expectedState = uninterrupted.Snapshot();

        for (var split = 0; split <= Length; split++)
        {
            var before = DetectorCases.Create(name);
            var verdicts = before.ObserveAll(samples.Take(split));
            var after = DetectorFactory.Restore(DetectorCases.OptionsOf(name), before.Snapshot());

            Assert.Equal(before.WarmUpSeen, after.WarmUpSeen);
            Assert.Equal(before.Snapshot(), after.Snapshot());
            Same.Verdicts(expected, [.. verdicts, .. after.ObserveAll(samples.Skip(split))]);
            Assert.Equal(expectedState, after.Snapshot());
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_ScoreOnly_ChangesNothing(string name)
    {
        var samples = Series.Of(Series.Spiky(Length, seed: 3));
        var expected = DetectorCases.Create(name).ObserveAll(samples);
        var detector = DetectorCases.Create(name);

        for (var i = 0; i < samples.Length; i++)
        {
            var state = detector.Snapshot();
            detector.Observe(new Sample(samples[i].TimestampMs, 1_000), Learning.ScoreOnly);
            detector.Observe(samples[i], Learning.ScoreOnly);

            Assert.Equal(state, detector.Snapshot());
            Same.Verdict(expected[i], detector.Observe(samples[i]));
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void WarmUp_CountsSamples_AndNothingAlarmsBeforeItsEnd(string name)
    {
        var detector = DetectorCases.Create(name);

        for (var i = 1; i <= detector.WarmUpNeeded + 3; i++)
        {
            var verdict = detector.Observe(new Sample(i, i % 2 == 0 ? 1e6 : i));

            Assert.Equal(Math.Min(i, detector.WarmUpNeeded), detector.WarmUpSeen);
            if (i < detector.WarmUpNeeded)
                Assert.True(verdict.Alarms.Count == 0 && double.IsNaN(verdict.Score));
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Verdict_AnySample_ScoresAboveOneExactlyWhereItAlarms(string name)
    {
        var detector = DetectorCases.Create(name);

        foreach (var verdict in detector.ObserveAll(Series.Of(Series.Spiky(2_000, seed: 4))))
            Assert.Equal(verdict.Alarms.Count > 0, verdict.Score > 1);
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Alarm_AnyPoint_HasTheValueAndTimeOfThatPoint(string name)
    {
        var samples = Series.Of(Series.Spiky(2_000, seed: 5));
        var detector = DetectorCases.Create(name);

        foreach (var (i, sample) in samples.Index())
        {
            foreach (var alarm in detector.Observe(sample).Alarms)
            {
                Assert.Equal(detector.Method, alarm.Method);
                Assert.Equal(samples[i - alarm.Lag], new Sample(alarm.TimestampMs, alarm.Value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Options_OfEveryMethod_CarryItsName(string name) =>
        Assert.Equal(DetectorCases.OptionsOf(name).Method, DetectorCases.Create(name).Method);
}
