using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;

namespace Anomaly.Silo.Hosting;

/// <summary>The address that a silo is reached by. In a container it is new at each start, so that only a name can be set.</summary>
internal static class SiloAddress
{
    private static readonly IPNetwork[] Private =
    [
        .. new[] { "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10" }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address may be reached from everywhere.</summary>
    public static bool IsPublic(IPAddress address) => !Private.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

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
