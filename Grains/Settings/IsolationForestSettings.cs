using System.ComponentModel.DataAnnotations;
using Anomaly.Detectors;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of the isolation forest.</summary>
public sealed class IsolationForestSettings : MethodSettings
{
    private string? _level;
    private int? _minConsecutive;

    /// <summary>Where the level of alarm comes from: <c>sensitivity</c>, or <c>exact</c> for the seed's rule.</summary>
    /// <value>sensitivity; exact once the number of points in a row is set</value>
    [AllowedValues(AlarmLevels.Sensitivity, AlarmLevels.Exact)]
    public string Level
    {
        get => _level ?? (_minConsecutive is null ? AlarmLevels.Sensitivity : AlarmLevels.Exact);
        set => _level = value;
    }

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

    /// <summary>How many points in a row must lie above the dynamic threshold. For the level <c>exact</c>.</summary>
    /// <value>3</value>
    [Range(1, 1_000_000)]
    public int MinConsecutive
    {
        get => _minConsecutive ?? 3;
        set => _minConsecutive = value;
    }

    internal override string? UnusedSetting => Level != AlarmLevels.Exact && _minConsecutive is not null ? nameof(MinConsecutive) : null;

    internal override DetectorOptions ToDetector(double sensitivity, int minStreak) => Level == AlarmLevels.Exact
        ? new IsolationForestOptions(BatchSize, Contamination, SmoothingAlpha, MinConsecutive)
        : new IsolationForestOptions(BatchSize, Contamination, SmoothingAlpha) { Sensitivity = sensitivity };
}
