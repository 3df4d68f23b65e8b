using System.Globalization;
using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Demo;

/// <summary>
/// The simulated series of the demo. Levels near 50, noise of 3 and spikes of 40 suit the exact rule of the moving average, too, whose
/// threshold is 20 in the value's own unit. The first spike comes when the detectors are just warm.
/// </summary>
internal static class DemoSeries
{
    private const double NoiseDeviation = 3;
    private const double Spike = 40;

    private static readonly string[] Names =
        ["demo.checkout.latency_ms", "demo.orders.per_minute", "demo.web-1.temperature", "demo.queue.length", "demo.search.latency_ms"];

    // One spike is there for whoever looks at the page for the first time; the rest come now and then.
    private static readonly InjectionInterval Soon = new(Seconds(26), Seconds(40), Seconds(120), Seconds(180));
    private static readonly InjectionInterval Later = new(Seconds(30), Seconds(150), Seconds(120), Seconds(180));

    public static string NameOf(int number) => number < Names.Length
        ? Names[number]
        : string.Create(CultureInfo.InvariantCulture, $"demo.series-{number + 1}");

    public static SimulatedSeries Create(int number, ulong seed)
    {
        var own = SeededRandom.Derive(seed, (ulong)number);
        var random = new SeededRandom(own);
        var profile = new SeriesProfile
        {
            Level = random.Between(45, 55),
            DayAmplitude = random.Between(6, 10),
            DayPhase = random.NextDouble(),
            HourAmplitude = random.Between(1, 3),
            HourPhase = random.NextDouble(),
            NoiseDeviation = NoiseDeviation,
        };
        var injections = new InjectionOptions
        {
            Kinds = [AnomalyKind.Spike],
            Every = number == 0 ? Soon : Later,
            SpikeDeviations = Spike / NoiseDeviation,
            UpwardOnly = true,
        };
        return new SimulatedSeries(profile, injections, SeededRandom.Derive(own, 0));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
