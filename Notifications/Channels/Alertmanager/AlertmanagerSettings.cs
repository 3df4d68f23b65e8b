using System.Net.Http.Headers;

namespace Anomaly.Notifications.Channels.Alertmanager;

/// <summary>What an Alertmanager needs.</summary>
internal sealed class AlertmanagerSettings
{
    /// <summary>The address of its alerts: <c>{url}/api/v2/alerts</c>.</summary>
    public required Uri Alerts { get; init; }

    /// <summary>How long an alert fires on without being told again.</summary>
    public required TimeSpan ExpiresAfter { get; init; }

    /// <summary>Credentials; null: none.</summary>
    public required AuthenticationHeaderValue? Authorization { get; init; }
}
