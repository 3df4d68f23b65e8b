namespace Anomaly.Grains.Settings;

/// <summary>The settings that owners stamp on their calls.</summary>
internal interface IDetectionSettings
{
    /// <summary>The settings now in force for a series.</summary>
    StampedSettings For(string seriesId);
}
