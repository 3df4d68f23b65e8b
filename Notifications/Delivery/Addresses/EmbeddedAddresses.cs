using System.Net;
using System.Net.Sockets;

namespace Anomaly.Notifications.Delivery.Addresses;

/// <summary>IPv4 addresses that stand inside of IPv6 addresses: a gateway would carry the packet on to them.</summary>
internal static class EmbeddedAddresses
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>All that an address may lead to; nothing where it is an ordinary one.</summary>
    public static IEnumerable<IPAddress> In(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            yield break;

        if (address.IsIPv4MappedToIPv6)
        {
            yield return address.MapToIPv4();
            yield break;
        }

        var bytes = address.GetAddressBytes();
        // RFC 4291 2.5.5, RFC 2765, RFC 6052: the last 32 bits. ISATAP (RFC 5214) has them there, too, behind 0000:5efe or 0200:5efe.
        var isLoopbackOrNone = address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.IPv6Any);
        var isIsatap = bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
        if (isIsatap || !isLoopbackOrNone && (Compatible.Contains(address) || Translated.Contains(address) || Nat64.Contains(address)))
            yield return new IPAddress(bytes.AsSpan(12));

        // RFC 8215 leaves the length of the prefix to the network: /48, /56 and /64 have the address around byte 8 (RFC 6052 2.2), /96 at the end. A place that begins
        // with 0 is none.
        if (LocalNat64.Contains(address))
        {
            IPAddress[] places = [new(bytes.AsSpan(12)), new([bytes[6], bytes[7], bytes[9], bytes[10]]), new([bytes[7], bytes[9], bytes[10], bytes[11]]), new(bytes.AsSpan(9, 4))];
            foreach (var place in places.Where(place => place.GetAddressBytes()[0] != 0))
                yield return place;
        }

        if (SixToFour.Contains(address))
            yield return new IPAddress(bytes.AsSpan(2, 4));

        // RFC 4380 4: the server, and the client with its bits inverted.
        if (Teredo.Contains(address))
        {
            yield return new IPAddress(bytes.AsSpan(4, 4));
            yield return new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        }
    }
}
