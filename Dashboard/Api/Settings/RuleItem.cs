using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>Settings for all series that match.</summary>
internal sealed record RuleItem
{
    internal RuleItem(SeriesRule rule)
    {
        Name = rule.Name;
        Match = new RuleMatchItem(rule.Match.Series, rule.Match.Labels);
        Settings = FreeObject.Parse(rule.Settings);
    }

    /// <summary>The name, unique among the rules.</summary>
    public string Name { get; }

    /// <summary>Which series it is for: those that meet every condition.</summary>
    public RuleMatchItem Match { get; }

    /// <summary>What differs from the defaults.</summary>
    public JsonElement Settings { get; }
}
