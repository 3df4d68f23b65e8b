using System.Buffers.Binary;

namespace Anomaly.Grains.Positions;

/// <summary>
/// What a series remembers of logs other than its home's: how far it got in each partition that was its home before, and how far
/// in each partition whose keyless records were sent again to it. Immutable; nearly always <see cref="None"/>.
/// </summary>
internal sealed class SeriesPositions
{
    /// <summary>Nothing to remember.</summary>
    public static readonly SeriesPositions None = new([], []);

    private const byte Version = 1;
    private const int EntrySize = 16;

    private readonly LogPosition[] _homes;
    private readonly LogPosition[] _origins;

    private SeriesPositions(LogPosition[] homes, LogPosition[] origins)
    {
        _homes = homes;
        _origins = origins;
    }

    /// <summary>All that is remembered: positions in former homes, and of records that were sent again.</summary>
    public IEnumerable<LogPosition> All => _homes.Concat(_origins);

    /// <summary>The position in a partition that was the series' home before; −1 where there is none in that epoch.</summary>
    public long HomeOffset(int partition, int epoch)
    {
        foreach (var home in _homes)
        {
            if (home.Partition == partition && home.Epoch == epoch)
            {
                return home.Offset;
            }
        }

        return -1;
    }

    /// <summary>Whether the effect of a record that was sent again from there is in already.</summary>
    public bool HasOrigin(int partition, int epoch, long offset)
    {
        foreach (var origin in _origins)
        {
            if (origin.Partition == partition)
            {
                return origin.Covers(epoch, offset);
            }
        }

        return false;
    }

    /// <summary>With the position in a former home added or replaced, and that of the new home removed.</summary>
    public SeriesPositions Move(LogPosition from, int toPartition) =>
        new([.. _homes.Where(home => home.Partition != from.Partition && home.Partition != toPartition), from], _origins);

    /// <summary>With an origin advanced.</summary>
    public SeriesPositions WithOrigin(LogPosition origin)
    {
        for (var i = 0; i < _origins.Length; i++)
        {
            if (_origins[i].Partition == origin.Partition)
            {
                var origins = (LogPosition[])_origins.Clone();
                origins[i] = origin;
                return new(_homes, origins);
            }
        }

        return new(_homes, [.. _origins, origin]);
    }

    /// <summary>The bytes for the row; null for <see cref="None"/>.</summary>
    public byte[]? Encode()
    {
        if (_homes.Length + _origins.Length == 0)
        {
            return null;
        }

        var bytes = new byte[1 + 2 + ((_homes.Length + _origins.Length) * EntrySize)];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), (ushort)_homes.Length);
        var to = bytes.AsSpan(3);
        foreach (var position in _homes.Concat(_origins))
        {
            BinaryPrimitives.WriteInt32LittleEndian(to, position.Partition);
            BinaryPrimitives.WriteInt32LittleEndian(to[4..], position.Epoch);
            BinaryPrimitives.WriteInt64LittleEndian(to[8..], position.Offset);
            to = to[EntrySize..];
        }

        return bytes;
    }

    /// <summary>Reads a row's bytes.</summary>
    public static SeriesPositions Decode(byte[]? bytes)
    {
        if (bytes is null or [])
        {
            return None;
        }

        if (bytes[0] != Version || bytes.Length < 3 || (bytes.Length - 3) % EntrySize != 0)
        {
            throw new InvalidDataException($"A series' positions are of version {bytes[0]} in {bytes.Length} bytes; this program reads version {Version}. Run the program that wrote them, or a newer one.");
        }

        var homes = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1));
        var all = new LogPosition[(bytes.Length - 3) / EntrySize];
        for (var i = 0; i < all.Length; i++)
        {
            var from = bytes.AsSpan(3 + (i * EntrySize));
            all[i] = new(
                BinaryPrimitives.ReadInt32LittleEndian(from),
                BinaryPrimitives.ReadInt32LittleEndian(from[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
        }

        return new(all[..homes], all[homes..]);
    }
}
