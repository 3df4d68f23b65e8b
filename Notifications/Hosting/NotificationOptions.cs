using Anomaly.Notifications.Incidents;
using Anomaly.Notifications.Secrets;

namespace Anomaly.Notifications.Hosting;

/// <summary>Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions : SecretKeySettings
{
    /// <summary>What an incident is.</summary>
    public IncidentOptions Incidents { get; set; } = new();

    /// <summary>What is wrong with the settings taken together.</summary>
    /// <returns>One sentence that names the setting; null where all is well.</returns>
    public string? FindFlaw() => Incidents.FindFlaw() is { } flaw ? $"Notifications:Incidents:{flaw}" : null;
}
