using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Settings;

/// <summary>What every series is watched with, section <c>Detection</c>.</summary>
public sealed class DetectionOptions
{
    /// <summary>The moving average.</summary>
    [ValidateObjectMembers]
    public MovingAverageSettings MovingAverage { get; set; } = new();

    /// <summary>The isolation forest.</summary>
    [ValidateObjectMembers]
    public IsolationForestSettings IsolationForest { get; set; } = new();

    /// <summary>Groups of series that belong together.</summary>
    [ValidateObjectMembers]
    public GroupSettings Group { get; set; } = new();

    /// <summary>Why a method could never raise an alarm with these settings; null where each can.</summary>
    /// <returns>A sentence that names the setting and the remedy, or null.</returns>
    public string? FindNeverAlarming() =>
        SeriesSettings.From(this).Detectors.Select(detector => detector.NeverAlarmsBecause is { } why ? $"{detector.Method}: {why}" : null).FirstOrDefault(why => why is not null);
}
