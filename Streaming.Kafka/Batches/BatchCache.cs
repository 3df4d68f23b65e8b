using Anomaly.Streaming.Kafka.Reading;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Batches;

/// <summary>
/// What the pulling agent has taken and not yet delivered, strictly in order. A batch goes as soon as every cursor has passed it. A
/// cursor always starts at the oldest batch, whatever token it was asked for, so that none can be skipped. Belongs to the agent's
/// scheduler; a restart, which comes from anywhere, is seen by the batches' generation.
/// </summary>
internal sealed class BatchCache(PartitionBuffer buffer, Action<string> restart) : IQueueCache
{
    private readonly List<KafkaBatch> _batches = [];
    private readonly List<BatchCursor> _cursors = [];
    private long _first;

    public int GetMaxAddCount() => QueueAdapterConstants.UNLIMITED_GET_QUEUE_MSG;

    // How much is taken is the buffer's business: it counts bytes.
    public bool IsUnderPressure() => false;

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages) _batches.Add((KafkaBatch)message);
        Trim();
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        var cursor = new BatchCursor(this, restart) { Position = _first };
        _cursors.Add(cursor);
        return cursor;
    }

    /// <summary>The cursor's next batch; the one it stood on is done with.</summary>
    public KafkaBatch? Next(BatchCursor cursor)
    {
        if (cursor.Current is not null) cursor.Position++;
        cursor.Current = null;
        Trim();
        cursor.Position = long.Max(cursor.Position, _first);
        var index = (int)(cursor.Position - _first);
        if (index < _batches.Count) cursor.Current = _batches[index];
        return cursor.Current;
    }

    public void Remove(BatchCursor cursor)
    {
        if (_cursors.Remove(cursor)) Trim();
    }

    private void Trim()
    {
        // Generations only grow, so what a restart made void stands in front.
        var generation = buffer.Generation;
        var passed = _cursors.Count == 0 ? _first : _cursors.Min(cursor => cursor.Position);
        var count = 0;
        while (count < _batches.Count && (_batches[count].Generation != generation || _first + count < passed)) count++;
        if (count == 0) return;
        _batches.RemoveRange(0, count);
        _first += count;
        buffer.Delivered(generation, _batches.Count);
    }
}
