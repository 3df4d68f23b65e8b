namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>The settings of one series and where they come from.</summary>
/// <param name="Rule">The name of the rule; <c>default</c> where none matches.</param>
/// <param name="Overridden">Whether the series has settings of its own on top.</param>
/// <param name="Inherited">The complete settings without the series' own: a JSON object.</param>
/// <param name="Settings">The complete settings: a JSON object.</param>
public sealed record ResolvedSettings(string Rule, bool Overridden, string Inherited, string Settings);
