namespace Anomaly.Detectors.MovingAverage;

/// <summary>The unit of <see cref="MovingAverageOptions.Threshold"/>.</summary>
public enum ThresholdKind
{
    /// <summary>The unit of the series.</summary>
    Absolute,

    /// <summary>Population standard deviations of the window.</summary>
    Sigma,
}
