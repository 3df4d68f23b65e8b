using System.Text.Json.Nodes;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>What complete settings say of groups.</summary>
internal static class GroupSettingsReader
{
    /// <summary>The name of the section.</summary>
    public const string Section = "group";

    /// <summary>The name of the setting that says by which label series are grouped.</summary>
    public const string By = "by";

    /// <summary>The label by which series are grouped; null where they are not.</summary>
    /// <param name="settings">Complete settings: a JSON object.</param>
    public static string? Label(string settings) =>
        JsonNode.Parse(settings)?[Section]?[By]?.GetValue<string>() is { Length: > 0 } label ? label : null;

    /// <summary>Whether settings say anything of groups.</summary>
    /// <param name="settings">A JSON object.</param>
    public static bool IsIn(string settings) => JsonNode.Parse(settings)?[Section] is not null;

    /// <summary>The group that a series is in; null for none.</summary>
    /// <param name="resolved">The series' settings.</param>
    /// <param name="labels">Its labels.</param>
    public static GroupId? Find(ResolvedSettings resolved, IReadOnlyDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        ArgumentNullException.ThrowIfNull(labels);
        return Label(resolved.Settings) is { } label && labels.TryGetValue(label, out var value) ? new GroupId(label, value, resolved.Rule) : null;
    }

    /// <summary>The settings of a group: those of its members' rule that concern groups, and nothing else.</summary>
    internal static string Of(GroupId group, string settings)
    {
        var section = JsonNode.Parse(settings)?[Section]?.DeepClone() as JsonObject ?? [];
        section[By] = group.Label;
        return new JsonObject { [Section] = section }.ToJsonString();
    }
}
