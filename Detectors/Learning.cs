namespace Anomaly.Detectors;

/// <summary>Whether a sample is learned after it has been scored.</summary>
public enum Learning
{
    /// <summary>The sample becomes part of what later samples are compared with.</summary>
    Learn,

    /// <summary>The sample is judged and forgotten: the detector is afterwards as it was before.</summary>
    ScoreOnly,
}
