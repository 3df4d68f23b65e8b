namespace Anomaly.Producer.Simulation;

/// <summary>What can be injected into a simulated series.</summary>
public enum AnomalyKind
{
    /// <summary>One sample far off.</summary>
    Spike = 0,

    /// <summary>A while on another level.</summary>
    Shift = 1,

    /// <summary>A while at zero.</summary>
    Dropout = 2,

    /// <summary>A while stuck at the last value.</summary>
    Flat = 3,

    /// <summary>Noise that grows to four times itself.</summary>
    Variance = 4,

    /// <summary>A while without the day's and the hour's season.</summary>
    Season = 5,
}
