using Anomaly.Dashboard.Ui.Settings.Drafts;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>A rule while somebody edits it.</summary>
public sealed class RuleDraft
{
    /// <param name="rule">The rule as it is.</param>
    /// <param name="defaults">The settings that it lies on, a JSON object.</param>
    public RuleDraft(SeriesRule rule, string defaults)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Name = rule.Name;
        Series = rule.Match.Series ?? "";
        Labels = [.. rule.Match.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new LabelCondition { Name = label.Key, Pattern = label.Value })];
        Settings = new SettingsDraft(SettingsLayer.Below(defaults), rule.Settings, "this rule");
    }

    /// <summary>Tells it from the others, whatever its name.</summary>
    public string Key { get; } = $"rule-{Guid.NewGuid():N}";

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>The pattern for the id; empty for every id.</summary>
    public string Series { get; set; }

    /// <summary>The conditions on labels.</summary>
    public List<LabelCondition> Labels { get; }

    /// <summary>What it sets.</summary>
    public SettingsDraft Settings { get; }

    /// <summary>What the cluster said is wrong with it.</summary>
    public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>The name as a reader calls the rule.</summary>
    public string Title => string.IsNullOrWhiteSpace(Name) ? "(without name)" : Name;

    /// <summary>What is wrong with it by itself.</summary>
    public IReadOnlyDictionary<string, string> Complaints => RuleComplaints.Of(this);

    /// <summary>Its conditions, compiled; null where they cannot be.</summary>
    internal RuleMatcher? Matcher => Complaints.Keys.Any(path => path.StartsWith("match", StringComparison.Ordinal)) ? null : new RuleMatcher(Match);

    /// <summary>The conditions in words.</summary>
    public IReadOnlyList<string> Conditions =>
    [
        .. Series.Length > 0 ? [$"id {Series}"] : Array.Empty<string>(),
        .. Labels.Where(label => !label.IsEmpty).Select(label => $"{label.Name} =~ {label.Pattern}"),
    ];

    private RuleMatch Match => new()
    {
        Series = Series.Length == 0 ? null : Series,
        Labels = Labels.Where(label => !label.IsEmpty).DistinctBy(label => label.Name).ToDictionary(label => label.Name, label => label.Pattern),
    };

    /// <summary>The rule as it is to be.</summary>
    public SeriesRule ToRule() => new() { Name = Name.Trim(), Match = Match, Settings = Settings.Own };
}
