namespace Anomaly.Detectors.Tests;

/// <summary>Series that are the same at each run.</summary>
internal static class Series
{
    private const long Start = 1_763_805_600_000;
    private const long StepMs = 1_000;

    public static Sample[] Of(IEnumerable<double> values) =>
        [.. values.Select((value, i) => new Sample(Start + i * StepMs, value))];

    /// <summary>
    /// Nearly normal noise around 50: twelve uniform numbers have the variance 1, and sums are the same on every machine.
    /// </summary>
    public static double[] Noise(int length, int seed, double deviation = 5)
    {
        const int Uniforms = 12;
        var random = new Random(seed);
        var values = new double[length];
        for (var i = 0; i < length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < Uniforms; j++)
                sum += random.NextDouble();
            values[i] = 50 + deviation * (sum - Uniforms / 2.0);
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
