namespace Anomaly.Producer.Simulation;

/// <summary>What is injected into a simulated series, and how often.</summary>
public sealed record InjectionOptions
{
    /// <summary>Every kind.</summary>
    public static readonly IReadOnlyList<AnomalyKind> AllKinds = Enum.GetValues<AnomalyKind>();

    /// <summary>The kinds, each as likely as the other.</summary>
    public IReadOnlyList<AnomalyKind> Kinds { get; init; } = AllKinds;

    /// <summary>The part of all samples that shall be anomalous: from 0 to less than 1. Unused where <see cref="Every"/> is set.</summary>
    public double Fraction { get; init; } = 0.01;

    /// <summary>Injects by the clock instead of by chance.</summary>
    public InjectionInterval? Every { get; init; }

    /// <summary>How many samples come first in which nothing is injected by chance.</summary>
    public int WarmUpSamples { get; init; } = 30;

    /// <summary>A spike's size in deviations of the noise.</summary>
    public double SpikeDeviations { get; init; } = 6;

    /// <summary>A level shift's size in deviations of the noise.</summary>
    public double ShiftDeviations { get; init; } = 4;

    /// <summary>Whether spikes and shifts only go up; else half of them go down.</summary>
    public bool UpwardOnly { get; init; }
}
