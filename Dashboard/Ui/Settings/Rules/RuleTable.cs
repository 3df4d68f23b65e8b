namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>How many series each rule is about, and how many none is about.</summary>
/// <param name="Counts">By the rule's key.</param>
/// <param name="Rest">The series that no rule matches.</param>
public sealed record RuleTable(IReadOnlyDictionary<string, RuleCount> Counts, long Rest)
{
    /// <summary>The counts of a rule; null where it was not counted.</summary>
    public RuleCount? Of(RuleDraft rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Counts.TryGetValue(rule.Key, out var count) ? count : null;
    }
}
