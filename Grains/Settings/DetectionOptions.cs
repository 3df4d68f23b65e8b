using System.ComponentModel.DataAnnotations;
using Anomaly.Grains.Interfaces.Settings;
using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Settings;

/// <summary>What every series is watched with, section <c>Detection</c>.</summary>
public sealed class DetectionOptions
{
    /// <summary>How readily alarms are raised: the share of ordinary samples that may be alarmed is 10^(4·sensitivity − 6).</summary>
    /// <value>0.5</value>
    [Range(0.0, 1.0)]
    public double Sensitivity { get; set; } = Detectors.Calibration.Sensitivity.Default;

    /// <summary>The methods that run, in their order, with commas between them.</summary>
    /// <value>ensemble,moving_average,isolation_forest</value>
    [Methods]
    public string Methods { get; set; } = "ensemble,moving_average,isolation_forest";

    /// <summary>The ensemble; nothing of it is to be set.</summary>
    public EnsembleSettings Ensemble { get; set; } = new();

    /// <summary>The moving average.</summary>
    [ValidateObjectMembers]
    public MovingAverageSettings MovingAverage { get; set; } = new();

    /// <summary>The isolation forest.</summary>
    [ValidateObjectMembers]
    public IsolationForestSettings IsolationForest { get; set; } = new();

    /// <summary>Which of the alarms that the methods find are raised.</summary>
    [ValidateObjectMembers]
    public AlarmSettings Alarms { get; set; } = new();

    /// <summary>What the samples are.</summary>
    [ValidateObjectMembers]
    public SampleSettings Samples { get; set; } = new();

    /// <summary>The alarm of a series that sends nothing.</summary>
    [ValidateObjectMembers]
    public SilenceSettings Silence { get; set; } = new();

    /// <summary>Groups of series that belong together.</summary>
    [ValidateObjectMembers]
    public GroupSettings Group { get; set; } = new();

    /// <summary>How many series there may be, over all partitions; each partition has the same share, and refuses further ones. 0 for no limit.</summary>
    /// <value>1000000</value>
    [Range(0, int.MaxValue)]
    public int MaxSeries { get; set; } = 1_000_000;

    /// <summary>Why these settings, each of them possible, cannot be used together; null where they can.</summary>
    /// <returns>A sentence that names the setting and the remedy, or null.</returns>
    public string? FindFlaw()
    {
        foreach (var (method, settings) in DetectionMethod.Of(this))
        {
            if (settings.UnusedSetting is { } unused)
            {
                return $"{method}: {unused} is set, which only the level {AlarmLevels.Exact} uses, but Level is {AlarmLevels.Sensitivity}; leave {unused} out, or set Level to {AlarmLevels.Exact}.";
            }
        }

        return AlarmSchema.FindFlaw(Alarms) ?? SeriesSettings.From(this).Detectors.Select(detector => detector.NeverAlarmsBecause is { } why ? $"{detector.Method}: {why}" : null).FirstOrDefault(why => why is not null);
    }
}
