namespace Anomaly.Fuzz.Tests.Generation;

/// <summary>What one input is decided by.</summary>
/// <param name="seed">The same gives the same input.</param>
internal sealed class Dice(int seed)
{
    // Mixed first: the steps of neighbouring seeds would else be the same, one place on.
    private ulong _state = Mix((ulong)(uint)seed * 0xD1342543DE82EF95);

    /// <summary>The seed.</summary>
    public int Seed => seed;

    /// <summary>A number from 0, below a bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of several.</summary>
    public T Pick<T>(params IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>Sixty-four bits (SplitMix64).</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return Mix(_state);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
