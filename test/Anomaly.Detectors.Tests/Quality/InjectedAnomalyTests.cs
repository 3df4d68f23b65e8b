using System.Globalization;
using Anomaly.Producer.Simulation;

namespace Anomaly.Detectors.Tests.Quality;

/// <summary>
/// Anomalies put into simulated series (as <c>Producer simulate</c> does) are found soon: three days of a sample a minute with seasons of a day and
/// an hour, then one anomaly a series.
/// </summary>
public sealed class InjectedAnomalyTests(ITestOutputHelper output)
{
    private const int Learned = 3 * 1440;
    private const int Season = 60;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static int SeriesOfAKind => int.TryParse(Environment.GetEnvironmentVariable("QUALITY_SERIES"), CultureInfo.InvariantCulture, out var series) ? series / 12 : 25;

    [Fact]
    public void Injected_IntoNormalAndAutocorrelatedSeries_IsFoundWithinFiveSamplesOrASeason()
    {
        var (all, found) = (0, 0);
        foreach (var noise in new[] { NoiseKind.Normal, NoiseKind.Autocorrelated })
        {
            foreach (var kind in InjectionOptions.AllKinds)
            {
                var hits = Enumerable.Range(0, SeriesOfAKind).AsParallel().Select(series => IsFound(kind, noise, series)).Where(hit => hit is not null).ToArray();
                var share = hits.Count(hit => hit == true) / (double)hits.Length;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{noise} {kind}: {100 * share:F0} % of {hits.Length}"));
                all += hits.Length;
                found += hits.Count(hit => hit == true);
                Assert.True(share > 0.75, $"{noise} {kind}: {share}");
            }
        }

        Assert.True(found >= 0.95 * all, $"{found} of {all}");
    }

    [Fact]
    public void Shift_ThatStays_IsAlarmedForAWhileOnly()
    {
        var late = 0;
        Parallel.For(0, 2 * SeriesOfAKind, seed =>
        {
            var noise = new Noises(seed % 2 == 0 ? "normal" : "autocorrelated", seed + 1);
            var methods = new DefaultMethods();
            for (var i = 0; i < 3400; i++)
            {
                var alarms = methods.Observe(new Sample(Start.AddMinutes(i).ToUnixTimeMilliseconds(), 50 + (3 * noise.Next()) + (i >= 3000 ? 12 : 0)));
                if (i >= 3050)
                    Interlocked.Add(ref late, alarms);
            }
        });

        // One series in four may take a little longer, or be alarmed by chance.
        Assert.InRange(late, 0, 2 * SeriesOfAKind / 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Clocks_SetForwardOrBack_AreFollowedWithoutDaysOfAlarms(int hours)
    {
        var alarms = new List<int>();
        var random = new Random(5);
        var methods = new DefaultMethods();
        const int change = 14 * 288;
        for (var i = 0; i < change + (5 * 288); i++)
        {
            // What people do goes by their clocks, and those are changed.
            var hour = (i / 12.0) + (i >= change ? hours : 0);
            var value = 50 + (20 * Math.Sin(Math.Tau * (hour - 9) / 24)) + (2 * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6));
            if (methods.Observe(new Sample(Start.AddMinutes(5 * i).ToUnixTimeMilliseconds(), value)) > 0 && i >= change)
                alarms.Add(i - change);
        }

        Assert.True(alarms.Count <= 4, string.Join(", ", alarms));
        Assert.All(alarms, at => Assert.InRange(at, 0, 288));
    }

    [Fact]
    public void Holiday_OnAWorkday_IsAlarmedAFewTimesAndForgotten()
    {
        var alarms = new List<int>();
        var random = new Random(6);
        var methods = new DefaultMethods();
        const int holiday = 23;
        for (var i = 0; i < 30 * 288; i++)
        {
            var (day, hour) = (i / 288, i % 288 / 12.0);
            var works = day % 7 < 5 && day != holiday;
            var value = 20 + (works && hour is > 8 and < 18 ? 30 : 0) + (2 * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6));
            if (methods.Observe(new Sample(Start.AddMinutes(5 * i).ToUnixTimeMilliseconds(), value)) > 0 && day >= holiday)
                alarms.Add(day);
        }

        Assert.InRange(alarms.Count(day => day == holiday), 0, 6);
        Assert.InRange(alarms.Count(day => day > holiday), 0, 3);
    }

    /// <summary>Whether the first anomaly of a series is found in time; null where none came, or it cannot be seen.</summary>
    private static bool? IsFound(AnomalyKind kind, NoiseKind noise, int series)
    {
        var profile = SeriesProfile.Vary((ulong)(series * 31) + 7, noise);
        var simulated = new SimulatedSeries(profile, new InjectionOptions { Kinds = [kind], Fraction = 0.2, WarmUpSamples = Learned }, (ulong)series + 99);
        var methods = new DefaultMethods();
        Injection? first = null;
        var since = 0;
        var largest = 0.0;
        for (var i = 0; i < Learned + 2000; i++)
        {
            var time = Start.AddMinutes(i);
            var sample = simulated.Next(time);
            first ??= sample.Injection;
            var alarms = methods.Observe(new Sample(time.ToUnixTimeMilliseconds(), sample.Value));
            if (first is null)
                continue;

            largest = Math.Max(largest, Math.Abs(sample.Value - sample.Normal));
            if (alarms > 0)
                return true;
            if (since++ >= (kind is AnomalyKind.Season or AnomalyKind.Variance ? Math.Max(first.Length, Season) + 5 : 5))
                break;
        }

        // Where the season happened to be near its zero all the time, leaving it out changes nothing that could be seen in the noise.
        return first is null || (kind == AnomalyKind.Season && largest < 3 * profile.NoiseDeviation) ? null : false;
    }
}
