namespace Anomaly.Grains.Settings;

/// <summary>Settings with their version.</summary>
/// <param name="Version">The same for the same text, in every process.</param>
/// <param name="Text">The settings as canonical JSON.</param>
internal sealed record StampedSettings(long Version, string Text);
