namespace Anomaly.Producer.Sending;

/// <summary>The unread bytes of a partition: exact for the records sent here, by their mean size for those of others.</summary>
internal sealed class UnreadPartition
{
    private const int SizeOfUnknown = 200;

    private readonly Queue<(long Offset, int Bytes)> _own = new();
    private long? _firstLow;
    private long _ownBytes;
    private long _othersBytes;
    private long _allBytes;
    private long _allRecords;

    public long Bytes => _ownBytes + _othersBytes;

    /// <summary>The first offset that is not read, as far as is known.</summary>
    public long Position { get; private set; }

    public long LastDelivery { get; set; } = long.MinValue;

    public void Delivered(long offset, int bytes)
    {
        _allBytes += bytes;
        _allRecords++;
        if (offset < Position)
            return; // read before its acknowledgement came
        _own.Enqueue((offset, bytes));
        _ownBytes += bytes;
    }

    /// <summary>Takes in what the broker tells.</summary>
    /// <returns>How many records were dropped by the broker before the group had read them.</returns>
    public long Update(PartitionBounds bounds)
    {
        // Where the group never committed, everything is unread that was there at first: what the broker
        // drops since must not look as if it were read.
        var first = _firstLow is null;
        _firstLow ??= bounds.Low;
        var read = Math.Max(bounds.Committed ?? _firstLow.Value, Position);
        var lost = first ? 0 : Math.Max(0, bounds.Low - read);
        Position = Math.Max(read, bounds.Low);
        while (_own.TryPeek(out var oldest) && oldest.Offset < Position)
            _ownBytes -= _own.Dequeue().Bytes;

        var ownBelowHigh = _own.LongCount(record => record.Offset < bounds.High);
        var others = Math.Max(0, bounds.High - Position - ownBelowHigh);
        _othersBytes = others * (_allRecords == 0 ? SizeOfUnknown : _allBytes / _allRecords);
        return lost;
    }
}
