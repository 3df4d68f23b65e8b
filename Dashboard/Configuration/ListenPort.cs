using System.Net;
using System.Net.Sockets;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Finds out before the start whether a port is free, so that the answer names the setting.</summary>
internal static class ListenPort
{
    /// <exception cref="SettingsException">The port is taken, or the address is not this machine's.</exception>
    public static void Check(string setting, string host, int port)
    {
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" or "+" => IPAddress.Any,
            _ => IPAddress.TryParse(host, out var parsed) ? parsed : IPAddress.Any,
        };
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // As the servers do: a port in TIME_WAIT is free, one that somebody listens on is not.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !OperatingSystem.IsWindows());
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
        }
        catch (SocketException exception)
        {
            throw new SettingsException($"{setting} is {port}, which cannot be listened on at {host} ({exception.SocketErrorCode}): {Remedy(exception.SocketErrorCode)}.");
        }
    }

    private static string Remedy(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "another program has it; stop that or choose a free port",
        SocketError.AccessDenied => "this user may not; choose a port above 1023",
        SocketError.AddressNotAvailable => "the address is not this machine's; name one that is",
        _ => "choose another address or port",
    };
}
