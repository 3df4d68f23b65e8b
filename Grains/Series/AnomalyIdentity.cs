using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Series;

/// <summary>
/// Makes an anomaly's id of its event time and identity, in the layout of UUID version 7 (RFC 9562): 48 bits of milliseconds, then
/// the hash of (series, method, source position, which of the sample's points), so that a replay makes the same id.
/// </summary>
internal static class AnomalyIdentity
{
    public static Guid Create(long eventTimeMs, string series, string method, in SourcePosition source, int lag)
    {
        var identity = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{source.Topic}\n{source.Epoch}\n{source.Partition}\n{source.Offset}\n{source.Index}\n{lag}\n{method}\n{series}");
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(identity), bytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, eventTimeMs);
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
