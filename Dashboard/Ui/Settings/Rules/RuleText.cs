using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>Rules compared.</summary>
internal static class RuleText
{
    /// <summary>The same for the same rules.</summary>
    public static string Of(IEnumerable<SeriesRule> rules) => JsonSerializer.Serialize(rules.Select(rule => new
    {
        rule.Name,
        rule.Match.Series,
        Labels = rule.Match.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new[] { label.Key, label.Value }),
        rule.Settings,
    }));

    /// <summary>What others did to rules, in words.</summary>
    public static string Difference(IReadOnlyList<SeriesRule> before, IReadOnlyList<SeriesRule> after)
    {
        var old = before.ToDictionary(rule => rule.Name);
        string[] common = [.. after.Where(rule => old.ContainsKey(rule.Name)).Select(rule => rule.Name)];
        string[] parts =
        [
            .. Part("added", after.Select(rule => rule.Name).Where(name => !old.ContainsKey(name))),
            .. Part("removed", old.Keys.Where(name => !common.Contains(name))),
            .. Part("changed", after.Where(rule => old.TryGetValue(rule.Name, out var was) && Of([rule]) != Of([was])).Select(rule => rule.Name)),
            .. before.Select(rule => rule.Name).Where(common.Contains).SequenceEqual(common) ? Array.Empty<string>() : ["their order is another"],
        ];
        return parts.Length == 0 ? "the defaults are others" : string.Join("; ", parts);
    }

    private static IEnumerable<string> Part(string what, IEnumerable<string> names) =>
        string.Join(", ", names.Select(name => $"“{name}”")) is { Length: > 0 } joined ? [$"{what} {joined}"] : [];
}
