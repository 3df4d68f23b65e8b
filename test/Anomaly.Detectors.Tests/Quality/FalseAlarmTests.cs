using System.Globalization;

namespace Anomaly.Detectors.Tests.Quality;

/// <summary>
/// What a sensitivity promises: of ordinary samples no more than the share that it stands for are alarmed. For more series than fit into a quick
/// run, set <c>QUALITY_SERIES</c>.
/// </summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    private const int Samples = 10_000;

    private static int SeriesOfAKind => int.TryParse(Environment.GetEnvironmentVariable("QUALITY_SERIES"), CultureInfo.InvariantCulture, out var series) ? series / 4 : 30;

    [Theory]
    [InlineData("normal", 1)]
    [InlineData("uniform", 1)]
    [InlineData("autocorrelated", 1)]
    [InlineData("heavy", 3)]
    public void Noise_AtTheDefaultSensitivity_IsAlarmedAtMostOnceInTenThousandSamples(string kind, double most)
    {
        var rate = AlarmsInTenThousand(kind, SeriesOfAKind, 0.5);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {rate:F2} alarms in 10,000 samples, {SeriesOfAKind} series"));
        Assert.InRange(rate, 0, most);
    }

    [Theory]
    // Two in the samples that are looked at here would be the promise; chance may bring one more.
    [InlineData(0.25, 0.15)]
    [InlineData(0.75, 10)]
    public void Noise_AtAnotherSensitivity_IsAlarmedAsRarelyAsThatSays(double sensitivity, double most)
    {
        var rate = AlarmsInTenThousand("normal", 20, sensitivity);

        Assert.InRange(rate, 0, most);
    }

    [Fact]
    public void Sensitivity_TheHigher_TheMoreIsAlarmed()
    {
        double[] rates = [.. new[] { 0.3, 0.5, 0.7, 0.9 }.Select(sensitivity => AlarmsInTenThousand("autocorrelated", 15, sensitivity))];

        Assert.Equal(rates.Order(), rates);
        Assert.True(rates[^1] > 3 * Math.Max(rates[0], 0.1), string.Join(", ", rates));
    }

    private static double AlarmsInTenThousand(string kind, int series, double sensitivity)
    {
        var alarms = 0;
        Parallel.For(0, series, seed =>
        {
            var noise = new Noises(kind, seed + 1);
            var methods = new DefaultMethods(sensitivity);
            var own = 0;
            for (var i = 0; i < Samples; i++)
                own += methods.Observe(new Sample(1_763_805_600_000 + (i * 60_000L), 50 + (3 * noise.Next())));
            Interlocked.Add(ref alarms, own);
        });
        return alarms * 10_000.0 / (series * Samples);
    }
}
