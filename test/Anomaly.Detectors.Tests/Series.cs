namespace Anomaly.Detectors.Tests;

/// <summary>Series that are the same at each run.</summary>
internal static class Series
{
    private const long Start = 1_763_805_600_000;
    private const long StepMs = 1_000;

    public static Sample[] Of(IEnumerable<double> values) =>
        [.. values.Select((value, i) => new Sample(Start + i * StepMs, value))];

    /// <summary>Normal noise around 50.</summary>
    public static double[] Noise(int length, int seed, double deviation = 5)
    {
        var random = new Random(seed);
        var values = new double[length];
        for (var i = 0; i < length; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = 50 + deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }

    /// <summary>Noise with a spike of a few samples here and there.</summary>
    public static double[] Spiky(int length, int seed)
    {
        var values = Noise(length, seed);
        for (var i = 37; i < length; i += 53)
        {
            for (var j = i; j < Math.Min(i + 3, length); j++)
                values[j] += i % 2 == 0 ? 120 : -120;
        }

        return values;
    }
}
