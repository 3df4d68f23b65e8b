using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Anomaly.Detectors.Snapshots;

/// <summary>Writes a snapshot: kind, version, then the fields; little-endian doubles, variable-length whole numbers.</summary>
internal readonly ref struct SnapshotWriter : IStateTransfer
{
    private const int LongestNumber = 10;

    private readonly IBufferWriter<byte> _to;

    public SnapshotWriter(IBufferWriter<byte> to, SnapshotKind kind, byte version)
    {
        _to = to;
        var header = to.GetSpan(2);
        header[0] = (byte)kind;
        header[1] = version;
        to.Advance(2);
    }

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_to.GetSpan(sizeof(double)), value);
        _to.Advance(sizeof(double));
    }

    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_to.GetSpan(sizeof(float)), value);
        _to.Advance(sizeof(float));
    }

    public void Text(string value)
    {
        Number(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _to);
    }

    /// <summary>Seven bits a byte, lowest first; the high bit says that more follow.</summary>
    public void Number(long value)
    {
        var span = _to.GetSpan(LongestNumber);
        var rest = (ulong)value;
        var length = 0;
        while (rest > 0x7F)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _to.Advance(length);
    }

    /// <summary>A number that may be negative: small ones of either sign stay short.</summary>
    public void Signed(long value) => Number((value << 1) ^ (value >> 63));

    public void Value(scoped ref double value) => Double(value);

    public void Value(scoped ref float value) => Values(new Span<float>(ref value));

    public void Value(scoped ref int value) => Signed(value);

    public void Value(scoped ref long value) => Signed(value);

    public void Values(scoped Span<float> values) => Raw(values);

    public void Values(scoped Span<Half> values) => Raw(values);

    public void Values(scoped Span<ushort> values) => Raw(values);

    private void Raw<T>(scoped Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A snapshot is little-endian; this processor is not.");
        _to.Write(MemoryMarshal.AsBytes(values));
    }
}
