using Anomaly.Detectors.Tests.Quality;

namespace Anomaly.Detectors.Tests.Contract;

/// <summary>A million series share one process: what a series takes is part of the contract.</summary>
public sealed class CostTests
{
    private const int Detectors = 500;

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_SampleThatDoesNotAlarm_AllocatesNothing(string name)
    {
        var samples = Series.Of(Series.Noise(4_000, seed: 8));
        var detector = DetectorCases.Create(name);
        detector.ObserveAll(samples);

        var silent = 0;
        foreach (var sample in samples)
        {
            foreach (var learning in new[] { Learning.ScoreOnly, Learning.Learn })
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var verdict = detector.Observe(sample, learning);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

                if (verdict.Alarms.Count > 0)
                    continue;
                silent++;
                Assert.Equal(0, allocated);
            }
        }

        Assert.True(silent > samples.Length, $"Only {silent} samples did not alarm.");
    }

    [Theory]
    [InlineData("moving average", 128)]
    [InlineData("isolation forest", 512)]
    [InlineData("ensemble", 2_880)]
    public void Detector_OfASeries_FitsIntoItsShareOfMemory(string name, int mostBytes)
    {
        var samples = Series.Of(Series.Noise(45, seed: 9));
        var detectors = new IDetector[Detectors];
        DetectorCases.Create(name).ObserveAll(samples);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < detectors.Length; i++)
            detectors[i] = DetectorCases.Create(name);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Detectors;

        Assert.InRange(bytes, 1, mostBytes);
    }

    [Theory]
    [InlineData("moving average", 48)]
    [InlineData("isolation forest", 280)]
    [InlineData("ensemble", 2_600)]
    public void Snapshot_OfASeriesSampledBySeconds_IsSmall(string name, int mostBytes)
    {
        var detector = DetectorCases.Create(name);
        detector.ObserveAll(Series.Of(Series.Noise(1_000, seed: 10)));

        Assert.InRange(detector.Snapshot().Length, 1, mostBytes);
    }

    [Fact]
    public void DefaultMethods_TogetherTakeThreeKilobytesOfStateASeries()
    {
        var methods = new DefaultMethods();
        foreach (var sample in Series.Of(Series.Noise(3_000, seed: 10)))
            methods.Observe(sample);

        Assert.InRange(methods.Detectors.Sum(detector => detector.Snapshot().Length), 1, 3_000);
    }
}
