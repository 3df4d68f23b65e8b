using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of the isolation forest.</summary>
public sealed class IsolationForestSettings
{
    /// <summary>How many samples are scored together.</summary>
    /// <value>20</value>
    [Range(2, 500)]
    public int BatchSize { get; set; } = 20;

    /// <summary>The fraction of a batch that counts as outliers.</summary>
    /// <value>0.1</value>
    [Range(0, 0.5, MinimumIsExclusive = true)]
    public double Contamination { get; set; } = 0.1;

    /// <summary>The weight of the newest sample in the exponential moving average that smooths the series first.</summary>
    /// <value>0.25</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double SmoothingAlpha { get; set; } = 0.25;

    /// <summary>How many points in a row must lie above the dynamic threshold.</summary>
    /// <value>3</value>
    [Range(1, 1_000_000)]
    public int MinConsecutive { get; set; } = 3;
}
