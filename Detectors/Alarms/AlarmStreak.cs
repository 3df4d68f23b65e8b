using System.Buffers.Binary;

namespace Anomaly.Detectors.Alarms;

/// <summary>How many points in a row a method found anomalous, the newest of them some samples ago.</summary>
public struct AlarmStreak
{
    /// <summary>The version that <see cref="Save"/> writes, its first byte.</summary>
    public const byte Version = 1;

    private const int Size = 1 + 4 + 4;

    private int _length;
    private int _age;

    /// <summary>Whether no point was found so far; nothing needs to be saved then.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>Takes note of a sample, anomalous or not.</summary>
    public void Advance()
    {
        if (_age < int.MaxValue)
            _age++;
    }

    /// <summary>Takes note of an anomalous point; older points first.</summary>
    /// <param name="lag">How many samples ago it was.</param>
    /// <returns>How many in a row that makes.</returns>
    public int Extend(int lag)
    {
        if (_length == 0 || lag < _age - 1)
            _length = 1;
        else if (lag < _age && _length < int.MaxValue)
            _length++;

        _age = lag;
        return _length;
    }

    /// <summary>The state as bytes.</summary>
    public readonly byte[] Save()
    {
        var bytes = new byte[Size];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), _length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), _age);
        return bytes;
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="SnapshotException">It was written by another version, or is damaged.</exception>
    public static AlarmStreak Restore(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || bytes[0] != Version)
            throw new SnapshotException($"The saved streak of alarms has {bytes.Length} bytes and version {(bytes.IsEmpty ? 0 : bytes[0])}; this program reads {Size} bytes of version {Version}.");

        var streak = new AlarmStreak { _length = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]), _age = BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) };
        return streak is { _length: >= 0, _age: >= 0 } ? streak : throw new SnapshotException($"The saved streak of alarms is damaged: {streak._length} in a row, {streak._age} ago.");
    }
}
