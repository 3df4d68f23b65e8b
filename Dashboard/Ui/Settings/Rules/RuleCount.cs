namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>How many series a rule is about.</summary>
/// <param name="Matched">How many meet its conditions.</param>
/// <param name="Decided">How many it decides, because no earlier rule matches them.</param>
public readonly record struct RuleCount(long Matched, long Decided);
