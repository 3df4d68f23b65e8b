namespace Anomaly.Grains.Settings;

/// <summary>The settings as they are stored.</summary>
[GenerateSerializer, Alias("anomaly.settings.state")]
internal sealed class SettingsState
{
    /// <summary>Their revision, for those who look into the table.</summary>
    [Id(0)] public long Revision { get; set; }

    /// <summary>The document as JSON: text, so that what is stored does not depend on the names of types. Empty before the first.</summary>
    [Id(1)] public string Document { get; set; } = "";
}
