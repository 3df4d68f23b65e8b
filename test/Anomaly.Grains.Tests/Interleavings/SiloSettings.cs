using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>The settings in force on a silo.</summary>
internal sealed class SiloSettings(StampedSettings settings) : IDetectionSettings
{
    public StampedSettings Current { get; set; } = settings;

    public StampedSettings For(string seriesId) => Current;
}
