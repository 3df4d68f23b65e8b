using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of the moving average.</summary>
public sealed class MovingAverageSettings
{
    /// <summary>How many samples the window holds, the newest included.</summary>
    /// <value>5</value>
    [Range(2, 10_000)]
    public int WindowSize { get; set; } = 5;

    /// <summary>How far a value may lie from the window's mean; in the value's own units, or in standard deviations.</summary>
    /// <value>20</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Threshold { get; set; } = 20;

    /// <summary><c>absolute</c> or <c>sigma</c>.</summary>
    /// <value>absolute</value>
    [AllowedValues("absolute", "sigma")]
    public string ThresholdKind { get; set; } = "absolute";
}
