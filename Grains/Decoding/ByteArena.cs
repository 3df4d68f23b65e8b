namespace Anomaly.Grains.Decoding;

/// <summary>Bytes one after another in one array that grows and is kept.</summary>
internal sealed class ByteArena(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>Bytes in use.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes of a slice.</summary>
    public ReadOnlySpan<byte> this[ArenaSlice slice] => _bytes.AsSpan(slice.Start, slice.Length);

    /// <summary>All that was appended since the arena had <paramref name="start"/> bytes.</summary>
    public ArenaSlice Since(int start) => new(start, Length - start);

    /// <summary>Appends bytes and says where they are.</summary>
    public ArenaSlice Append(ReadOnlySpan<byte> bytes)
    {
        var start = Length;
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
        return new ArenaSlice(start, bytes.Length);
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
            Reserve(1);
        _bytes[Length++] = value;
    }

    /// <summary>Room for <paramref name="count"/> bytes after the last; <see cref="Advance"/> takes what was written.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, Length + (long)count)));
        return _bytes.AsSpan(Length, count);
    }

    /// <summary>Takes the first <paramref name="count"/> bytes of what was reserved.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Gives back all after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;
}
