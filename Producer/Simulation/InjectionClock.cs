namespace Anomaly.Producer.Simulation;

/// <summary>Decides when the next anomaly is injected, and which.</summary>
internal struct InjectionClock(InjectionOptions options)
{
    private readonly double _chance = Chance(options);
    private int _seen;
    private DateTimeOffset? _next;

    public bool IsDue(DateTimeOffset time, ref SeededRandom random)
    {
        if (options.Kinds.Count == 0)
            return false;
        if (options.Every is not { } every)
            return _chance > 0 && _seen++ >= options.WarmUpSamples && random.NextDouble() < _chance;

        _next ??= time + Between(every.FirstFrom, every.FirstTo, ref random);
        if (time < _next)
            return false;
        _next = time + Between(every.GapFrom, every.GapTo, ref random);
        return true;
    }

    public readonly AnomalyKind NextKind(ref SeededRandom random) => options.Kinds[random.Below(options.Kinds.Count)];

    /// <summary>A length in samples, between half and one and a half of the kind's usual one.</summary>
    public static int NextLength(AnomalyKind kind, ref SeededRandom random)
    {
        var usual = UsualLength(kind);
        return usual == 1 ? 1 : (usual / 2) + random.Below(usual + 1);
    }

    // With a chance p a quiet sample and a mean length D, the anomalous part is pD / (1 + pD).
    private static double Chance(InjectionOptions options) => options.Kinds.Count == 0
        ? 0
        : options.Fraction / ((1 - options.Fraction) * options.Kinds.Average(UsualLength));

    private static int UsualLength(AnomalyKind kind) => kind switch
    {
        AnomalyKind.Spike => 1,
        AnomalyKind.Dropout => 6,
        AnomalyKind.Shift or AnomalyKind.Flat => 30,
        AnomalyKind.Variance => 60,
        _ => 120,
    };

    private static TimeSpan Between(TimeSpan from, TimeSpan to, ref SeededRandom random) => from + ((to - from) * random.NextDouble());
}
