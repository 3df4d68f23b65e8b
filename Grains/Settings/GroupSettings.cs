using System.ComponentModel.DataAnnotations;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of groups of series that belong together, such as those of one host.</summary>
public sealed class GroupSettings
{
    /// <summary>The label by whose value series are grouped; empty for no groups. A series without it is in none.</summary>
    /// <value>empty</value>
    [RegularExpression(@"[^\p{C}={}"",\\]{0,200}", ErrorMessage = "the name of a label, or empty for no groups")]
    public string By { get; set; } = "";

    /// <summary>Seconds from one vector to the next; 0 goes by how often the members report.</summary>
    /// <value>0</value>
    [Range(0.0, 86_400.0)]
    public double IntervalSeconds { get; set; }

    /// <summary>How readily a group is alarmed.</summary>
    /// <value>0.5</value>
    [Range(0.0, 1.0)]
    public double Sensitivity { get; set; } = 0.5;
}
