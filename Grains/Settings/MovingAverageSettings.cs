using System.ComponentModel.DataAnnotations;
using Anomaly.Detectors;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of the moving average.</summary>
public sealed class MovingAverageSettings : MethodSettings
{
    private string? _level;
    private double? _threshold;
    private string? _thresholdKind;

    /// <summary>Where the level of alarm comes from: <c>sensitivity</c>, or <c>exact</c> for the rule that the threshold says.</summary>
    /// <value>sensitivity; exact once a threshold or its kind is set</value>
    [AllowedValues(AlarmLevels.Sensitivity, AlarmLevels.Exact)]
    public string Level
    {
        get => _level ?? (_threshold is null && _thresholdKind is null ? AlarmLevels.Sensitivity : AlarmLevels.Exact);
        set => _level = value;
    }

    /// <summary>How many samples the window holds, the newest included.</summary>
    /// <value>5</value>
    [Range(2, 10_000)]
    public int WindowSize { get; set; } = 5;

    /// <summary>How far a value may lie from the window's mean; in the value's own units, or in standard deviations. For the level <c>exact</c>.</summary>
    /// <value>20</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Threshold
    {
        get => _threshold ?? 20;
        set => _threshold = value;
    }

    /// <summary><c>absolute</c> or <c>sigma</c>. For the level <c>exact</c>.</summary>
    /// <value>absolute</value>
    [AllowedValues("absolute", "sigma")]
    public string ThresholdKind
    {
        get => _thresholdKind ?? "absolute";
        set => _thresholdKind = value;
    }

    internal override string? UnusedSetting =>
        Level == AlarmLevels.Exact ? null
        : _threshold is not null ? nameof(Threshold)
        : _thresholdKind is not null ? nameof(ThresholdKind)
        : null;

    internal override DetectorOptions ToDetector(double sensitivity, int minStreak) => Level == AlarmLevels.Exact
        ? new MovingAverageOptions(WindowSize, Threshold, ThresholdKind == "sigma" ? Detectors.MovingAverage.ThresholdKind.Sigma : Detectors.MovingAverage.ThresholdKind.Absolute)
        : new MovingAverageOptions(WindowSize) { Sensitivity = sensitivity, MinStreak = minStreak };
}
