using System.Net;

namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>Looks names up.</summary>
internal interface INameResolver
{
    /// <summary>All addresses of a name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There are none, or nobody could say.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
