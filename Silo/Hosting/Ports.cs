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
        if (settings.Web.Enabled)
        {
            Check("Web:Port", settings.Web.Host, settings.Web.Port);
        }

        Check("Web:MetricsPort", settings.Web.MetricsHost, settings.Web.MetricsPort);
        Check("Cluster:SiloPort", settings.Cluster.Address, settings.Cluster.SiloPort);
        Check("Cluster:GatewayPort", settings.Cluster.Address, settings.Cluster.GatewayPort);
    }

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
            throw new SettingsException($"{setting} is {port}, which cannot be listened on at {host} ({exception.SocketErrorCode}): another program has it; stop that or choose a free port.");
        }
    }
}
