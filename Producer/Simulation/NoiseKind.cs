namespace Anomaly.Producer.Simulation;

/// <summary>The noise of a simulated series; each has a mean of 0.</summary>
public enum NoiseKind
{
    /// <summary>Gaussian.</summary>
    Normal = 0,

    /// <summary>Even between two ends.</summary>
    Uniform = 1,

    /// <summary>Student's t with 3 degrees of freedom: values of six deviations occur by themselves.</summary>
    Heavy = 2,

    /// <summary>Each value remembers nine tenths of the one before: AR(1).</summary>
    Autocorrelated = 3,
}
