namespace Anomaly.Producer.Sending;

/// <summary>Takes records. For one sender at a time.</summary>
internal interface IRecordSink : IAsyncDisposable
{
    Traffic Traffic { get; }

    /// <summary>Takes a record; waits where there is no room, and never drops one.</summary>
    ValueTask SendAsync(byte[]? key, byte[] value, CancellationToken cancellationToken);

    /// <summary>Waits until everything arrived or failed; what is still under way after the patience counts as failed.</summary>
    Task FlushAsync(TimeSpan patience);
}
