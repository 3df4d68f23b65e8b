using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Tests.Simulation;

public sealed class SimulatedSeriesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly SeriesProfile Profile = new() { Level = 50, DayAmplitude = 10, HourAmplitude = 2, NoiseDeviation = 3 };

    [Fact]
    public void Next_SameSeed_GivesTheSameSamples()
    {
        var options = new InjectionOptions { Fraction = 0.1 };
        Assert.Equal(Values(Profile, options, 7, 2000), Values(Profile, options, 7, 2000));
        Assert.NotEqual(Values(Profile, options, 7, 2000), Values(Profile, options, 8, 2000));
    }

    // Pinned, so that a seed means the same in the next version.
    [Fact]
    public void Next_Seed1_GivesTheseValues() =>
        Assert.Equal([51.288357, 51.373729, 49.028211], Values(Profile, new InjectionOptions { Kinds = [] }, 1, 3).Select(value => Math.Round(value, 6)));

    [Theory]
    [InlineData(NoiseKind.Normal)]
    [InlineData(NoiseKind.Uniform)]
    [InlineData(NoiseKind.Heavy)]
    [InlineData(NoiseKind.Autocorrelated)]
    public void Next_EachNoise_HasMeanZeroAndItsDeviation(NoiseKind noise)
    {
        var flat = new SeriesProfile { Level = 100, Noise = noise, NoiseDeviation = 5 };
        var values = Values(flat, new InjectionOptions { Kinds = [] }, 3, 200_000);
        var mean = values.Average();
        Assert.InRange(mean, 99.7, 100.3);
        Assert.InRange(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 4.6, 5.4);
    }

    [Fact]
    public void Next_SeasonsAndTrend_ShowInTheMeans()
    {
        var profile = new SeriesProfile { Level = 50, TrendPerDay = 5, DayAmplitude = 10, NoiseDeviation = 1 };
        var values = Values(profile, new InjectionOptions { Kinds = [] }, 3, 2 * 86_400);
        double Mean(int hour) => values.Skip(hour * 3600).Take(3600).Average();
        Assert.True(Mean(5) > 57, "the sine is high in its first half");
        Assert.True(Mean(18) < 47, "and low in its second");
        Assert.InRange(Mean(24 + 5) - Mean(5), 4.8, 5.2);
    }

    [Fact]
    public void Next_Spike_AddsSixDeviationsToOneSample()
    {
        foreach (var (before, touched, after) in Triples(AnomalyKind.Spike))
        {
            Assert.Equal(18, Math.Abs(touched.Injection!.Magnitude), 9);
            Assert.Equal(touched.Normal + touched.Injection.Magnitude, touched.Value, 9);
            Assert.NotSame(before.Injection, touched.Injection);
            Assert.NotSame(after.Injection, touched.Injection);
        }
    }

    [Fact]
    public void Next_ShiftDropoutFlatVarianceSeason_DoWhatTheySay()
    {
        Assert.All(Triples(AnomalyKind.Shift), one => Assert.Equal(12, Math.Abs(one.Touched.Value - one.Touched.Normal), 9));
        Assert.All(Triples(AnomalyKind.Dropout), one => Assert.Equal(0, one.Touched.Value));
        Assert.All(Triples(AnomalyKind.Flat), one => Assert.Equal(one.Before.Value, one.Touched.Value));
        Assert.All(Triples(AnomalyKind.Season), one => Assert.InRange(Math.Abs(one.Touched.Value - one.Touched.Normal), 0, 12.1));
        Assert.Contains(Triples(AnomalyKind.Season), one => Math.Abs(one.Touched.Value - one.Touched.Normal) > 5);
        var variance = Triples(AnomalyKind.Variance).Select(one => one.Touched).ToList();
        Assert.All(variance, one => Assert.True(one.Injection!.Magnitude == 4));
        Assert.Contains(variance, one => Math.Abs(one.Value - one.Normal) > 10);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    public void Next_Fraction_IsThePartOfSamplesThatIsAnomalous(double fraction)
    {
        var source = new SimulatedSeries(Profile, new InjectionOptions { Fraction = fraction }, 5);
        const int Samples = 500_000;
        var touched = Enumerable.Range(0, Samples).Count(i => source.Next(Start.AddSeconds(i)).Injection is not null);
        Assert.InRange(touched / (double)Samples, fraction * 0.8, fraction * 1.2);
    }

    [Fact]
    public void Next_WarmUp_IsLeftAlone()
    {
        var source = new SimulatedSeries(Profile, new InjectionOptions { Fraction = 0.9, WarmUpSamples = 100, Kinds = [AnomalyKind.Spike] }, 5);
        var first = Enumerable.Range(0, 10_000).First(i => source.Next(Start.AddSeconds(i)).Injection is not null);
        Assert.InRange(first, 100, 110);
    }

    [Fact]
    public void Next_Interval_InjectsByTheClock()
    {
        var options = new InjectionOptions
        {
            Kinds = [AnomalyKind.Spike],
            Every = new InjectionInterval(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(180)),
        };
        var source = new SimulatedSeries(Profile, options, 5);
        var at = Enumerable.Range(0, 3600).Where(i => source.Next(Start.AddSeconds(i)).Injection is not null).ToList();
        Assert.InRange(at[0], 10, 31);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 120, 181));
    }

    private static List<double> Values(SeriesProfile profile, InjectionOptions options, ulong seed, int count)
    {
        var source = new SimulatedSeries(profile, options, seed);
        return [.. Enumerable.Range(0, count).Select(i => source.Next(Start.AddSeconds(i)).Value)];
    }

    // Every touched sample of a series that suffers of one kind only, with its neighbours.
    private static List<(SimulatedSample Before, SimulatedSample Touched, SimulatedSample After)> Triples(AnomalyKind kind)
    {
        var source = new SimulatedSeries(Profile, new InjectionOptions { Kinds = [kind], Fraction = 0.1 }, 11);
        var all = Enumerable.Range(0, 20_000).Select(i => source.Next(Start.AddSeconds(i))).ToList();
        var triples = Enumerable.Range(1, all.Count - 2).Where(i => all[i].Injection is not null).Select(i => (all[i - 1], all[i], all[i + 1])).ToList();
        Assert.NotEmpty(triples);
        return triples;
    }
}
