using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>The address that a silo is reached by. In a container it is new at each start, so that only a name can be set.</summary>
internal static class SiloAddress
{
    /// <exception cref="SettingsException">The name is not known, or leads to another machine.</exception>
    public static IPAddress Find(ClusterSettings cluster)
    {
        var name = cluster.Address;
        if (IPAddress.TryParse(name, out var address))
        {
            return address;
        }

        IPAddress[] found;
        try
        {
            found = Dns.GetHostAddresses(name);
        }
        catch (SocketException exception)
        {
            throw new SettingsException($"Cluster:Address is '{name}', which cannot be looked up ({exception.Message}); it must be an IP address of this machine, or a name that leads to one.");
        }

        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(each => each.Address)
            .ToArray();
        // IPv4 first: it is what a container's network always has.
        return found.OrderBy(each => each.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault(own.Contains)
            ?? throw new SettingsException(
                $"Cluster:Address is '{name}', which leads to {string.Join(", ", found.Select(each => each.ToString()))}; this machine has {string.Join(", ", own.Select(each => each.ToString()))}; name one of these, or a name that leads to one.");
    }
}
