namespace Anomaly.Chaos.Silo.Faults;

/// <summary>The rules' names on the command line and in the environment.</summary>
internal static class RuleNames
{
    public static IReadOnlyDictionary<string, Rule> All { get; } = new Dictionary<string, Rule>(StringComparer.Ordinal)
    {
        ["state-fence"] = Rule.StateFence,
        ["session-reset"] = Rule.SessionReset,
        ["position-check"] = Rule.PositionCheck,
        ["smallest-unflushed"] = Rule.SmallestUnflushed,
        ["one-statement"] = Rule.OneStatement,
    };

    public static string Of(Rule rule) => All.First(pair => pair.Value == rule).Key;
}
