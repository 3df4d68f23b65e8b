using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>What the samples of a series are.</summary>
public sealed class SampleSettings
{
    /// <summary>The section's name in JSON.</summary>
    public const string Section = "samples";

    /// <summary><c>gauge</c>: the values are judged. <c>counter</c>: they only rise but for resets, and their rate per second is judged.</summary>
    /// <value>gauge</value>
    [AllowedValues("gauge", "counter")]
    public string Kind { get; set; } = "gauge";

    /// <summary>What becomes of a sample that is older than the newest, or repeats it: <c>judge</c> or <c>ignore</c>.</summary>
    /// <value>judge</value>
    [AllowedValues("judge", "ignore")]
    public string Late { get; set; } = "judge";
}
