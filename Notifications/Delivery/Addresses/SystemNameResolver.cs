using System.Net;

namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>The system's way to look names up.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}
