using System.Security.Cryptography.X509Certificates;

namespace Anomaly.Notifications.Delivery;

/// <summary>What messages may be sent to: section <c>Notifications</c>.</summary>
public sealed class OutboundOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Notifications";

    /// <summary>The setting that <see cref="AllowPrivateNetworks"/> is, as errors name it.</summary>
    internal const string AllowPrivateNetworksSetting = $"{Section}:{nameof(AllowPrivateNetworks)}";

    /// <summary>
    /// Whether a channel's address may lie in a private network (RFC 1918, unique local, carrier-grade NAT) or on this machine. Link-local, cloud metadata and
    /// multicast addresses are refused either way.
    /// </summary>
    /// <value><see langword="true"/>: a self-hosted service mostly has its receivers beside it.</value>
    public bool AllowPrivateNetworks { get; set; } = true;

    /// <summary>How long an attempt may take, from looking up the name to the answer.</summary>
    internal TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Authorities that are trusted beside those of the system.</summary>
    internal X509Certificate2Collection TrustedAuthorities { get; } = [];
}
