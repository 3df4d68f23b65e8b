namespace Anomaly.Detectors.Calibration;

/// <summary>The share of ordinary measures that a tail is made of: those above its quantile.</summary>
/// <param name="value">Above 0, below 1.</param>
internal readonly struct TailShare(float value)
{
    public float Value { get; } = value;

    /// <summary>How rare a measure at the quantile is: −log10 of the share.</summary>
    public double Decades { get; } = -Math.Log10(value);
}
