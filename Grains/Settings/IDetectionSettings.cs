namespace Anomaly.Grains.Settings;

/// <summary>The settings as a silo knows them.</summary>
internal interface IDetectionSettings
{
    /// <summary>The newest that the silo heard of; null before the first.</summary>
    SettingsBook? Current { get; }

    /// <summary>Asks for the newest, and returns once <see cref="Current"/> is not older; or soon, where nobody answers.</summary>
    Task RefreshAsync();
}
