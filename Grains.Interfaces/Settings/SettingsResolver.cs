namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>Finds the settings of series by a document; compiled once, then quick. Safe for use by several threads.</summary>
public sealed class SettingsResolver
{
    /// <summary>The name that stands for no rule.</summary>
    public const string DefaultRule = "default";

    private readonly CompiledRule[] _rules;
    private readonly PauseConditions[] _pauses;

    /// <param name="document">A valid document.</param>
    public SettingsResolver(SettingsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        _rules = [.. document.Rules.Select(rule => new CompiledRule(rule, SettingsMerge.Apply(document.Defaults, rule.Settings)))];
        _pauses = [.. document.Pauses.Select(pause => new PauseConditions(pause))];
    }

    /// <summary>The document.</summary>
    public SettingsDocument Document { get; }

    /// <summary>The index of the first rule that matches a series; −1 where none does.</summary>
    public int FindRule(string seriesId, IReadOnlyDictionary<string, string> labels) =>
        Array.FindIndex(_rules, rule => rule.Matcher.Matches(seriesId, labels));

    /// <summary>The times whose samples the series does not learn, in their one order.</summary>
    public IReadOnlyList<LearningPause> FindPauses(string seriesId, IReadOnlyDictionary<string, string> labels) =>
        _pauses.Length == 0 ? [] : [.. _pauses.Where(pause => pause.Match(seriesId, labels)).Select(pause => pause.Pause)];

    /// <summary>The settings of a series.</summary>
    public ResolvedSettings Resolve(string seriesId, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(seriesId);
        ArgumentNullException.ThrowIfNull(labels);
        if (GroupId.TryParse(seriesId, out var group))
            return Resolve(group);

        var index = FindRule(seriesId, labels);
        var (rule, inherited) = index < 0 ? (DefaultRule, Document.Defaults) : (_rules[index].Rule.Name, _rules[index].Settings);
        return Document.Overrides.TryGetValue(seriesId, out var own)
            ? new(rule, true, inherited, SettingsMerge.Apply(inherited, own))
            : new(rule, false, inherited, inherited);
    }

    private ResolvedSettings Resolve(GroupId group)
    {
        var rule = Array.Find(_rules, each => each.Rule.Name == group.Rule);
        var settings = GroupSettingsReader.Of(group, rule?.Settings ?? Document.Defaults);
        return new(rule?.Rule.Name ?? DefaultRule, false, settings, settings);
    }

    private sealed record CompiledRule(SeriesRule Rule, string Settings)
    {
        public RuleMatcher Matcher { get; } = new(Rule.Match);
    }
}
