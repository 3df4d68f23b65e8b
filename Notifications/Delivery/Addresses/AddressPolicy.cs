using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>
/// Which addresses messages may be sent to. Whoever sets up a channel names an address that this service connects to from inside its network; so what is never
/// a receiver, and gives away much where it is asked, is refused.
/// </summary>
internal sealed class AddressPolicy(IOptions<OutboundOptions> options)
{
    private static readonly (string What, IPNetwork Network)[] Never = Table(
        ("cloud metadata", "169.254.169.254/32 169.254.170.0/24 100.100.100.200/32 168.63.129.16/32 192.0.0.192/32 fd00:ec2::/32 fd20:ce::254/128 fd00:42::42/128 fd00:a9fe:a9fe::1/128"),
        ("link-local", "169.254.0.0/16 fe80::/10"),
        ("unspecified", "0.0.0.0/8 ::/128"),
        ("broadcast", "255.255.255.255/32"),
        ("multicast", "224.0.0.0/4 ff00::/8"),
        ("reserved", "192.0.0.0/24 240.0.0.0/4"));

    private static readonly (string What, IPNetwork Network)[] Private = Table(
        ("loopback", "127.0.0.0/8 ::1/128"),
        ("a private network", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
        ("carrier-grade NAT", "100.64.0.0/10"),
        ("a benchmark network", "198.18.0.0/15"),
        ("a translated network", "64:ff9b:1::/48"));

    /// <summary>Why an address is refused, with the setting that does it; null where it is allowed.</summary>
    public string? Refusal(IPAddress address)
    {
        // Of an IPv4-mapped address only the IPv4 address is looked at: IPNetwork takes the two for one, and finds them in networks of both.
        var itself = address.IsIPv4MappedToIPv6 ? Enumerable.Empty<IPAddress>() : [address];
        foreach (var each in itself.Concat(EmbeddedAddresses.In(address)))
        {
            var shown = each == address ? $"{address}" : $"{address}, which stands for {each}";
            if (Kind(each, Never) is { } never)
                return $"{shown} ({never}); no setting allows to send there";

            if (!options.Value.AllowPrivateNetworks && Kind(each, Private) is { } kind)
                return $"{shown} ({kind}); {OutboundOptions.AllowPrivateNetworksSetting} is false";
        }

        return null;
    }

    private static string? Kind(IPAddress address, (string What, IPNetwork Network)[] table)
    {
        // A scope, as in fe80::1%2, is no part of the address.
        var bare = address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        return table.FirstOrDefault(row => row.Network.BaseAddress.AddressFamily == bare.AddressFamily && row.Network.Contains(bare)).What;
    }

    private static (string What, IPNetwork Network)[] Table(params (string What, string Networks)[] rows) =>
        [.. rows.SelectMany(row => row.Networks.Split(' ').Select(network => (row.What, IPNetwork.Parse(network))))];
}
