namespace Anomaly.Producer.Sending;

/// <summary>Counts what was sent. Written by the sender and the client's thread, read by the progress line.</summary>
public sealed class Traffic
{
    private long _sent;
    private long _delivered;
    private long _failed;
    private long _bytes;
    private string? _lastError;

    /// <summary>Records handed to the client.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Records that the broker has.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Records that the broker does not have.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Bytes of keys and values that the broker has.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>The newest error.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    internal void CountSent() => Interlocked.Increment(ref _sent);

    internal void CountDelivered(int bytes)
    {
        Interlocked.Increment(ref _delivered);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void CountFailed(string error, long records = 1)
    {
        Interlocked.Add(ref _failed, records);
        Note(error);
    }

    internal void Note(string error) => Volatile.Write(ref _lastError, error);
}
