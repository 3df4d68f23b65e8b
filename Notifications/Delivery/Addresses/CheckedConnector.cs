using System.Net;
using System.Net.Sockets;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>
/// Connects to a host by name. It looks the name up once, refuses it where any of its addresses is refused, and connects to one of the addresses that it checked: a name that
/// answers differently the second time is not asked a second time.
/// </summary>
internal sealed class CheckedConnector(INameResolver resolver, AddressPolicy policy)
{
    /// <summary>How long one of several addresses may take before the next is tried.</summary>
    private static readonly TimeSpan AddressPatience = TimeSpan.FromSeconds(4);

    /// <summary>Connects.</summary>
    /// <param name="host">A name, or an address with or without brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="AddressRefusedException">The name leads to an address that is refused.</exception>
    /// <exception cref="SocketException">The name has no address, or none answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        foreach (var address in addresses)
        {
            if (policy.Refusal(address) is { } refusal)
                throw new AddressRefusedException(literal is null ? $"{TextCut.To(host, 100)} is at {refusal}" : $"is at {refusal}");
        }

        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);

        for (var at = 0; ; at++)
        {
            try
            {
                return await ConnectAsync(addresses[at], port, isLast: at == addresses.Length - 1, cancellationToken);
            }
            catch (Exception exception) when (at < addresses.Length - 1 && !cancellationToken.IsCancellationRequested && exception is SocketException or OperationCanceledException)
            {
            }
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, bool isLast, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!isLast)
                late.CancelAfter(AddressPatience);

            await socket.ConnectAsync(address, port, late.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
