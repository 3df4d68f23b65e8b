namespace Anomaly.Detectors.Tests.Contract;

public sealed class BetterThanChanceTests
{
    private const int Length = 300;
    private const int SpikeLength = 3;
    private const int Trials = 60;

    // Three standard deviations of the number that a coin would find.
    private const int Margin = 12;

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Observe_SpikeInNoise_IsFoundFarMoreOftenThanQuietPlacesAreAlarmed(string name)
    {
        int found = 0, byChance = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var spike = 100 + trial * 2;
            var quiet = spike - 60;
            var values = Series.Noise(Length, seed: 100 + trial);
            for (var i = spike; i < spike + SpikeLength; i++)
                values[i] += 100;

            var alarmed = AlarmedPoints(name, values);
            found += Enumerable.Range(spike, SpikeLength).Any(alarmed.Contains) ? 1 : 0;
            byChance += Enumerable.Range(quiet, SpikeLength).Any(alarmed.Contains) ? 1 : 0;
        }

        Assert.True(found > Trials / 2, $"{found} of {Trials} spikes were found.");
        Assert.True(found - byChance > Margin, $"{byChance} of {Trials} quiet places were alarmed, {found} spikes.");
    }

    private static HashSet<int> AlarmedPoints(string name, double[] values)
    {
        var points = new HashSet<int>();
        var detector = DetectorCases.Create(name);
        foreach (var (i, sample) in Series.Of(values).Index())
            points.UnionWith(detector.Observe(sample).Alarms.Select(alarm => i - alarm.Lag));
        return points;
    }
}
