using Anomaly.Notifications.Secrets;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Notifications</c>, of which the dashboard needs what channels are checked and their secrets are kept by.</summary>
internal sealed class NotificationSettings : SecretKeySettings
{
    /// <summary>Whether a channel's address may lie in a private network or on this machine; the same as on the silos.</summary>
    public bool AllowPrivateNetworks { get; set; } = true;
}
