using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Batches;

/// <summary>One subscriber's way through the cache.</summary>
internal sealed class BatchCursor(BatchCache cache, Action<string> restart) : IQueueCacheCursor
{
    /// <summary>The number, counted from the cache's beginning, of the current batch, or of the next one where there is no current one.</summary>
    public long Position { get; set; }

    public KafkaBatch? Current { get; set; }

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return Current;
    }

    public bool MoveNext() => cache.Next(this) is not null;

    public void Refresh(StreamSequenceToken token)
    {
        // Nothing to refresh: the cursor sees what the cache holds.
    }

    /// <summary>The agent gives a delivery up and would move on: reading starts anew instead, where the stream's user says.</summary>
    public void RecordDeliveryFailure() => restart("a batch could not be delivered");

    public void Dispose() => cache.Remove(this);
}
