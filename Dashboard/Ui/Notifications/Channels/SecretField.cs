namespace Anomaly.Dashboard.Ui.Notifications.Channels;

/// <summary>A secret of a channel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Label">Its name in words.</param>
/// <param name="Help">What it is for.</param>
/// <param name="CanBeMade">Whether it is a signing key, which may be made here.</param>
public sealed record SecretField(string Name, string Label, string Help, bool CanBeMade = false)
{
    /// <summary>Where the service finds it.</summary>
    public string Path => "secrets." + Name;
}
