using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>What can be said of a rule without asking the cluster, by field.</summary>
internal static class RuleComplaints
{
    public static IReadOnlyDictionary<string, string> Of(RuleDraft rule)
    {
        var complaints = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(rule.Name))
            complaints["name"] = "is empty; give the rule a name";
        else if (rule.Name.Trim() == SettingsResolver.DefaultRule)
            complaints["name"] = "stands for no rule; choose another";

        var names = new HashSet<string>();
        foreach (var label in rule.Labels.Where(label => !label.IsEmpty))
        {
            if (label.Name.Length == 0)
                complaints[$"match.{label.Key}"] = "has no name; name the label";
            else if (!names.Add(label.Name))
                complaints[$"match.{label.Key}"] = "is named twice; put both conditions in one expression";
            else if (WhyNoExpression(label.Pattern) is { } why)
                complaints[$"match.{label.Key}"] = $"has no regular expression: {why}";
        }

        return complaints;
    }

    /// <summary>Names that stand for two rules; each of them is said at both.</summary>
    public static IReadOnlySet<string> Repeated(IEnumerable<RuleDraft> rules) =>
        rules.GroupBy(rule => rule.Name.Trim()).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();

    private static string? WhyNoExpression(string pattern)
    {
        try
        {
            _ = new RuleMatcher(new RuleMatch { Labels = new Dictionary<string, string> { ["label"] = pattern } });
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
