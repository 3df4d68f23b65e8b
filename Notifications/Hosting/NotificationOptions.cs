using System.ComponentModel.DataAnnotations;
using Anomaly.Notifications.Incidents;
using Anomaly.Notifications.Secrets;

namespace Anomaly.Notifications.Hosting;

/// <summary>Section <c>Notifications</c>.</summary>
public sealed class NotificationOptions : SecretKeySettings
{
    /// <summary>Whether this silo tells of incidents. They are made either way; what is to be told waits for a silo that does.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The address that people reach the dashboard at, without <c>/ui</c>: messages have links to it.</summary>
    /// <value>The default value is empty: messages have no links.</value>
    public string ExternalUrl { get; set; } = "";

    /// <summary>Whether a channel's address may lie in a private network or on this machine. Link-local, cloud metadata and multicast addresses are refused either way.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool AllowPrivateNetworks { get; set; } = true;

    /// <summary>How long messages stay in the list once they were delivered, given up or cancelled.</summary>
    /// <value>The default value is 30 days; 1 hour to 3650 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What an incident is.</summary>
    public IncidentOptions Incidents { get; set; } = new();

    /// <summary><see cref="ExternalUrl"/>; null where it is empty.</summary>
    internal Uri? ExternalAddress => ExternalUrl.Length == 0 ? null : new Uri(ExternalUrl);

    /// <summary>What is wrong with the settings taken together.</summary>
    /// <returns>One sentence that names the setting; null where all is well.</returns>
    public string? FindFlaw()
    {
        if (ExternalUrl.Length > 0 && !(Uri.TryCreate(ExternalUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "", UserInfo: "" }))
            return $"Notifications:ExternalUrl is '{ExternalUrl}'; it must be empty, or an http or https address such as https://anomaly.example.org.";
        return Incidents.FindFlaw() is { } flaw ? $"Notifications:Incidents:{flaw}" : null;
    }
}
