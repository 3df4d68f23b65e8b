using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Anomaly.Notifications.Incidents;

/// <summary>
/// Makes an incident's id of the anomaly that opens it, in the layout of UUID version 7 (RFC 9562): 48 bits of milliseconds, when it
/// was detected, then a hash of its id. So whoever opens the incident makes the same, and ids are in the order of opening.
/// </summary>
internal static class IncidentIdentity
{
    public static Guid Create(DateTimeOffset detectedAt, Guid anomaly)
    {
        Span<byte> source = stackalloc byte[16];
        anomaly.TryWriteBytes(source, bigEndian: true, out _);
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(source, bytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Math.Max(0, detectedAt.ToUnixTimeMilliseconds()));
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
