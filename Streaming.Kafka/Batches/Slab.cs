using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Batches;

/// <summary>
/// Takes keys and values from the client's memory one after the other: as a deserializer it sees them as spans, so that a record costs
/// no array of its own.
/// </summary>
internal sealed class Slab : IDeserializer<Slice>
{
    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public Slice Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (isNull) return new Slice(Length, -1);
        if (data.Length > _bytes.Length - Length) Array.Resize(ref _bytes, int.Max(Length + data.Length, _bytes.Length * 2));
        data.CopyTo(_bytes.AsSpan(Length));
        var slice = new Slice(Length, data.Length);
        Length += data.Length;
        return slice;
    }

    /// <summary>The bytes taken since the last call, as an array of their own.</summary>
    public byte[] Take()
    {
        var bytes = _bytes.AsSpan(0, Length).ToArray();
        Length = 0;
        return bytes;
    }

    public void Clear() => Length = 0;
}
