namespace Anomaly.Producer.Sending;

/// <summary>
/// Keeps count of unread bytes a partition. A record's partition is known only once it was delivered: until then it counts
/// against every partition, so that the limit holds wherever it lands.
/// </summary>
internal sealed class UnreadLedger(long maxBytes, TimeProvider time)
{
    // What the log keeps beside key and value: about 12 bytes a record, and 61 once a batch.
    private const int RecordOverhead = 12;
    private const int BatchOverhead = 61;
    private static readonly TimeSpan OneBatch = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly List<UnreadPartition> _partitions = [];
    private long _underWay;
    private long _fullest;
    private bool _known;

    /// <summary>Unread bytes of the fullest partition, those under way included.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _fullest + _underWay;
        }
    }

    public bool TryReserve(int size)
    {
        lock (_lock)
        {
            if (!_known)
                return false;
            var bytes = size + RecordOverhead;
            var total = _fullest + _underWay;
            // A record larger than the limit goes alone, or it would wait for ever.
            if (total > 0 && total + bytes + BatchOverhead > maxBytes)
                return false;
            _underWay += bytes;
            return true;
        }
    }

    /// <summary>The broker was asked: until then a partition might be full already, and nothing is let through.</summary>
    public void Open()
    {
        lock (_lock)
            _known = true;
    }

    public void Release(int size)
    {
        lock (_lock)
            _underWay -= size + RecordOverhead;
    }

    public void Delivered(int partition, long offset, int size)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            _underWay -= size + RecordOverhead;
            var one = At(partition);
            // The reports of a batch come in one go.
            var newBatch = one.LastDelivery == long.MinValue || time.GetElapsedTime(one.LastDelivery, now) > OneBatch;
            one.LastDelivery = now;
            one.Delivered(offset, size + RecordOverhead + (newBatch ? BatchOverhead : 0));
            _fullest = Math.Max(_fullest, one.Bytes);
        }
    }

    /// <summary>Takes in what the broker tells.</summary>
    /// <returns>Whether the group read on, and how many records of the partition were lost to it.</returns>
    public (bool Moved, long Lost) Update(int partition, PartitionBounds bounds)
    {
        lock (_lock)
        {
            var one = At(partition);
            var before = one.Position;
            var lost = one.Update(bounds);
            _fullest = _partitions.Max(each => each.Bytes);
            return (one.Position > before, lost);
        }
    }

    /// <summary>The fullest partition and its bytes.</summary>
    public (int Partition, long Bytes, long Position) Fullest()
    {
        lock (_lock)
        {
            var (partition, one) = _partitions.Index().MaxBy(each => each.Item.Bytes);
            return one is null ? (0, 0, 0) : (partition, one.Bytes, one.Position);
        }
    }

    private UnreadPartition At(int partition)
    {
        while (_partitions.Count <= partition)
            _partitions.Add(new UnreadPartition());
        return _partitions[partition];
    }
}
