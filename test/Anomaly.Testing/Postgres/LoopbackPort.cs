using System.Net;
using System.Net.Sockets;

namespace Anomaly.Testing.Postgres;

/// <summary>
/// Free ports on 127.0.0.1, none of them twice in a process, and all below the range from which the system takes the ports of
/// outgoing connections: a port from there can be gone again before the server that it is for has opened it.
/// </summary>
public static class LoopbackPort
{
    private const int First = 15_000;
    private const int Count = 15_000;

    // Test processes that run at once begin at different places.
    private static int _next = Random.Shared.Next(Count);

    /// <summary>A port that nobody listens on.</summary>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one then.
            }
        }

        throw new InvalidOperationException($"No port is free from {First} to {First + Count}.");
    }
}
