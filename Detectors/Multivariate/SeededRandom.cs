namespace Anomaly.Detectors.Multivariate;

/// <summary>Random numbers that follow from a seed alone, the same on every machine and in every version: SplitMix64 (Steele, Lea, Flood 2014).</summary>
internal struct SeededRandom(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = state;

    /// <summary>A generator of its own for each of many uses of one seed.</summary>
    public static SeededRandom For(ulong seed, ulong use) => new(Mix(seed + (use * Golden)));

    public ulong Next() => Mix(_state += Golden);

    /// <summary>From 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Next(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
