namespace Anomaly.Dashboard.Ui.Settings.Drafts;

/// <summary>Settings that others lie on top of.</summary>
/// <param name="Name">Where they come from, such as <c>default</c> or <c>rule “web”</c>.</param>
/// <param name="Settings">A JSON object: the lowest is complete, each other has what differs.</param>
public sealed record SettingsLayer(string Name, string Settings)
{
    /// <summary>The layers that a series' own settings lie on.</summary>
    public static IReadOnlyList<SettingsLayer> Below(string defaults, string? rule = null, string? settings = null) =>
        rule is null || settings is null ? [new("default", defaults)] : [new("default", defaults), new($"rule “{rule}”", settings)];
}
