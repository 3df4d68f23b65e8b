namespace Anomaly.Grains.Settings;

/// <summary>Settings with their version.</summary>
/// <param name="Version">The same for the same text, in every process.</param>
/// <param name="Text">The settings as canonical JSON.</param>
internal sealed record StampedSettings(long Version, string Text)
{
    /// <summary>After how long without a sample the series is silent; zero where that is no alarm.</summary>
    public TimeSpan SilentAfter { get; init; }
}
