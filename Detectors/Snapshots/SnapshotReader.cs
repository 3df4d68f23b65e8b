using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Anomaly.Detectors.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote, and refuses what it cannot have written.</summary>
internal ref struct SnapshotReader : IStateTransfer
{
    private readonly string _method;
    private ReadOnlySpan<byte> _rest;

    public SnapshotReader(ReadOnlySpan<byte> snapshot, SnapshotKind kind, string method)
    {
        _method = method;
        _rest = snapshot;
        var found = Take(1)[0];
        if (found != (byte)kind)
            throw Bad($"is of another method: its kind is {found}, expected {(byte)kind}");
        Version = Take(1)[0];
    }

    public byte Version { get; }

    public readonly SnapshotException UnknownVersion(byte newest) =>
        Bad($"has the unknown version {Version}; this program reads up to version {newest}");

    public double Finite(string field)
    {
        var value = FiniteOrNone(field);
        return double.IsNaN(value) ? throw Damaged($"{field} is NaN") : value;
    }

    /// <summary>A finite number, or NaN for a number that does not exist.</summary>
    public double FiniteOrNone(string field)
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
        return double.IsInfinity(value) ? throw Damaged($"{field} is infinite") : value;
    }

    public float FiniteSingle(string field)
    {
        var value = BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
        return float.IsFinite(value) ? value : throw Damaged($"{field} is {value}");
    }

    public string Text(int longest, string field) => Encoding.UTF8.GetString(Take(Count(longest, $"the length of {field}")));

    public int Count(int highest, string field)
    {
        var value = Number();
        return value >= 0 && value <= highest ? (int)value : throw Damaged($"{field} is {value}, at most {highest} is possible");
    }

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return (long)value;
        }

        throw Damaged("a number does not end");
    }

    public long Signed()
    {
        var value = (ulong)Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public void Value(scoped ref double value) => value = Finite("a number");

    public void Value(scoped ref float value) => Values(new Span<float>(ref value));

    public void Value(scoped ref int value)
    {
        var read = Signed();
        value = read is >= int.MinValue and <= int.MaxValue ? (int)read : throw Damaged($"{read} does not fit into 32 bits");
    }

    public void Value(scoped ref long value) => value = Signed();

    public void Values(scoped Span<float> values)
    {
        Raw(values);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                throw Damaged($"a number is {value}");
        }
    }

    public void Values(scoped Span<Half> values)
    {
        Raw(values);
        foreach (var value in values)
        {
            if (!Half.IsFinite(value))
                throw Damaged($"a number is {value}");
        }
    }

    public void Values(scoped Span<ushort> values) => Raw(values);

    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw Damaged($"{_rest.Length} bytes follow its end");
    }

    public readonly SnapshotException Damaged(string what) => Bad($"is damaged: {what}");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
            throw Bad("is truncated");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private void Raw<T>(scoped Span<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A snapshot is little-endian; this processor is not.");
        var bytes = MemoryMarshal.AsBytes(values);
        Take(bytes.Length).CopyTo(bytes);
    }

    private readonly SnapshotException Bad(string what) => new($"The snapshot of a {_method} detector {what}.");
}
