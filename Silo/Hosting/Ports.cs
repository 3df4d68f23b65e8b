using System.Net;
using System.Net.Sockets;
using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>Finds out before the start whether the ports are free, so that the answer names the setting.</summary>
internal static class Ports
{
    /// <exception cref="SettingsException">A port is taken or an address is not this machine's.</exception>
    public static void Check(SiloSettings settings)
    {
        var (web, cluster) = (settings.Web, settings.Cluster);
        (string Setting, string Host, int Port)[] listeners =
        [
            .. web.Enabled ? new[] { ("Web:Port", web.Host, web.Port) } : [],
            ("Web:MetricsPort", web.MetricsHost, web.MetricsPort),
            ("Cluster:SiloPort", cluster.Address, cluster.SiloPort),
            ("Cluster:GatewayPort", cluster.Address, cluster.GatewayPort),
        ];
        for (var i = 0; i < listeners.Length; i++)
        {
            var (setting, host, port) = listeners[i];
            if (listeners[..i].FirstOrDefault(before => before.Port == port).Setting is { } other)
            {
                throw new SettingsException($"{setting} is {port}, as {other} is; each needs a port of its own.");
            }

            Check(setting, host, port);
        }
    }

    private static string Remedy(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "another program has it; stop that or choose a free port",
        SocketError.AccessDenied => "this user may not; choose a port above 1023",
        SocketError.AddressNotAvailable => "the address is not this machine's; name one that is",
        _ => "choose another address or port",
    };

    private static void Check(string setting, string host, int port)
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
}
