using System.Text.Json.Nodes;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>
/// Where a method's level of alarm comes from: from the sensitivity, or from the seed's rule, exactly, which has settings of its own.
/// Complete settings have those of the rule where it is in force, and nowhere else; they stand last in their method's.
/// </summary>
internal static class AlarmLevels
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "level";

    /// <summary>The level follows the sensitivity.</summary>
    public const string Sensitivity = "sensitivity";

    /// <summary>The level is that of the seed's rule.</summary>
    public const string Exact = "exact";

    private static readonly Dictionary<string, (string Name, JsonValue Default)[]> Rules = new(StringComparer.Ordinal)
    {
        ["moving_average"] = [("threshold", JsonValue.Create(20)), ("threshold_kind", JsonValue.Create("absolute")!)],
        ["isolation_forest"] = [("min_consecutive", JsonValue.Create(3))],
    };

    /// <summary>The settings that only the exact rule of a method has, each with what the seed has for it; none for a method without such a rule.</summary>
    public static IReadOnlyList<(string Name, JsonValue Default)> RuleOf(string method) => Rules.TryGetValue(method, out var rule) ? rule : [];

    /// <summary>Adds the level to changes that set something of an exact rule and say no level: who writes a threshold wants it used.</summary>
    /// <param name="changes">What differs from other settings.</param>
    public static void Imply(JsonObject changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var (method, rule) in Rules)
        {
            if (changes[method] is JsonObject own && !own.ContainsKey(Setting) && rule.Any(each => own[each.Name] is not null))
                own.Insert(0, Setting, Exact);
        }
    }

    /// <summary>The paths of what changes set of an exact rule while they set the other level: a mistake of whoever writes that.</summary>
    /// <param name="changes">What differs from other settings.</param>
    public static IEnumerable<string> Unused(JsonObject changes) =>
        from rule in Rules
        let own = changes[rule.Key] as JsonObject
        where own is not null && LevelOf(own) == Sensitivity
        from setting in rule.Value
        where own[setting.Name] is not null
        select $"{rule.Key}.{setting.Name}";

    /// <summary>Takes from changes what follows from the level that they set.</summary>
    /// <param name="changes">What differs from other settings.</param>
    public static void Reduce(JsonObject changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var (method, rule) in Rules)
        {
            if (changes[method] is not JsonObject own || LevelOf(own) is not { } level)
                continue;

            foreach (var (name, usual) in rule)
            {
                if (level == Sensitivity || (level == Exact && own[name] is { } value && JsonNode.DeepEquals(value, usual)))
                    own.Remove(name);
            }
        }
    }

    /// <summary>Gives complete settings those of the exact rules that are in force, and takes away those of the others.</summary>
    internal static void Settle(JsonObject settings)
    {
        foreach (var (method, rule) in Rules)
        {
            if (settings[method] is not JsonObject own || LevelOf(own) is not (Exact or Sensitivity))
                continue;

            var exact = LevelOf(own) == Exact;
            foreach (var (name, usual) in rule)
            {
                var value = own[name] ?? usual;
                own.Remove(name);
                if (exact)
                    own.Add(name, value.DeepClone());
            }
        }
    }

    private static string? LevelOf(JsonObject own) => own[Setting] is JsonValue value && value.TryGetValue<string>(out var level) ? level : null;
}
