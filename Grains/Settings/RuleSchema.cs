using System.Text.RegularExpressions;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>What rules may be.</summary>
internal static class RuleSchema
{
    private const int MaxRules = 1000;
    private const int MaxName = 100;
    private const int MaxPattern = 1000;
    private const int MaxLabels = 50;

    /// <summary>Reads rules.</summary>
    /// <param name="rules">The rules in order.</param>
    /// <param name="defaults">The settings below them, canonical.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The same with canonical settings.</returns>
    public static SeriesRule[] Read(SeriesRule[] rules, string defaults, SettingsErrors errors)
    {
        if (rules.Length > MaxRules)
        {
            errors.Add("rules", $"are {rules.Length}; at most {MaxRules} are possible, let one match more series");
            return [];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. rules.Select((rule, index) =>
        {
            var path = $"[{index}].";
            CheckName(rule.Name, names, path + "name", errors);
            CheckMatch(rule.Match, path + "match", errors);
            return rule with { Settings = SettingsSchema.Read(rule.Settings, defaults, path, errors) };
        })];
    }

    private static void CheckName(string name, HashSet<string> names, string path, SettingsErrors errors)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
        {
            errors.Add(path, $"is '{SettingsErrors.Shown(name ?? "")}'; must be a text of 1 to {MaxName} characters");
        }
        else if (name == SettingsResolver.DefaultRule)
        {
            errors.Add(path, $"is '{name}', which stands for no rule; choose another");
        }
        else if (!names.Add(name))
        {
            errors.Add(path, $"is '{name}' a second time; each rule needs a name of its own");
        }
    }

    private static void CheckMatch(RuleMatch match, string path, SettingsErrors errors)
    {
        if (match.Series is { } series && series.Length is 0 or > MaxPattern)
        {
            errors.Add(path + ".series", $"is of {series.Length} characters; must be a pattern of 1 to {MaxPattern}, in which * stands for any text and ? for any character");
        }

        if (match.Labels.Count > MaxLabels)
        {
            errors.Add(path + ".labels", $"are {match.Labels.Count}; at most {MaxLabels} are possible");
        }

        foreach (var (label, pattern) in match.Labels)
        {
            if (WhyNoExpression(pattern) is { } why)
            {
                errors.Add($"{path}.labels.{label}", $"is '{SettingsErrors.Shown(pattern)}': {why}; must be a regular expression without look-around and back-references");
            }
        }
    }

    private static string? WhyNoExpression(string pattern)
    {
        if (pattern.Length > MaxPattern)
        {
            return $"it has more than {MaxPattern} characters";
        }

        try
        {
            // By itself: ")|(" is none, though it would be one between the brackets that the matcher puts around it.
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            _ = new RuleMatcher(new RuleMatch { Labels = new Dictionary<string, string> { ["label"] = pattern } });
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
