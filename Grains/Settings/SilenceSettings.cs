using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>When a series that sends nothing raises an alarm.</summary>
public sealed class SilenceSettings
{
    /// <summary>The section's name in JSON, and that of the method in the alarm.</summary>
    public const string Section = "silence";

    /// <summary>After how long without a sample; 0 for never.</summary>
    /// <value>00:00:00</value>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00")]
    public TimeSpan After { get; set; }
}
