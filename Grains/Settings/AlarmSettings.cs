using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>Which of the alarms that the methods find are raised.</summary>
public sealed class AlarmSettings
{
    /// <summary>On which side of what was expected values are alarmed: <c>both</c>, <c>above</c> or <c>below</c>.</summary>
    /// <value>both</value>
    [AllowedValues("both", "above", "below")]
    public string Direction { get; set; } = "both";

    /// <summary>How far from what was expected a value must at least be, in its own unit.</summary>
    /// <value>0</value>
    [Range(0.0, double.MaxValue)]
    public double MinDeviation { get; set; }

    /// <summary>The same in percent of what was expected.</summary>
    /// <value>0</value>
    [Range(0.0, double.MaxValue)]
    public double MinDeviationPercent { get; set; }

    /// <summary>How many samples in a row a method must find anomalous before it raises an alarm.</summary>
    /// <value>1</value>
    [Range(1, 1000)]
    public int MinStreak { get; set; } = 1;

    /// <summary>What is not alarmed: a JSON list of rules such as <c>[{"below":5}]</c>; empty for none.</summary>
    /// <value>empty</value>
    public string Ignore { get; set; } = "";
}
