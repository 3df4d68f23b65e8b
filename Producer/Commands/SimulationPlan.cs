using Anomaly.Producer.Simulation;

namespace Anomaly.Producer.Commands;

/// <summary>What is simulated.</summary>
internal sealed record SimulationPlan
{
    public required int Series { get; init; }

    public required double Rate { get; init; }

    /// <summary>Samples a series; null: no end.</summary>
    public long? Ticks { get; init; }

    /// <summary>Samples of all series together; null: no end.</summary>
    public long? Count { get; init; }

    public required ulong Seed { get; init; }

    public required double Speed { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required IReadOnlyList<NoiseKind> Noise { get; init; }

    public required InjectionOptions Injections { get; init; }

    public required string Prefix { get; init; }

    public string? TruthFile { get; init; }

    /// <summary>The time of a tick, computed from the start so that no rounding adds up.</summary>
    public DateTimeOffset TimeOf(double tick) => Start + TimeSpan.FromTicks((long)Math.Round(tick * (TimeSpan.TicksPerSecond / Rate)));
}
