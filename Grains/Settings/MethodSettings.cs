using Anomaly.Detectors;

namespace Anomaly.Grains.Settings;

/// <summary>Settings of one method.</summary>
public abstract class MethodSettings
{
    private protected MethodSettings()
    {
    }

    /// <summary>A setting that was given and is not used with the level that was given; null where there is none.</summary>
    internal virtual string? UnusedSetting => null;

    /// <summary>The same as the detector takes them.</summary>
    /// <param name="sensitivity">Where the level of alarm comes from that.</param>
    /// <param name="minStreak">How many samples in a row must be anomalous, where the detector counts them itself.</param>
    internal abstract DetectorOptions ToDetector(double sensitivity, int minStreak);
}
