namespace Anomaly.Producer.Sending;

/// <summary>Prints records instead of sending them, a line each.</summary>
internal sealed class PrintSink(TextWriter to) : IRecordSink
{
    public Traffic Traffic { get; } = new();

    public ValueTask SendAsync(byte[]? key, byte[] value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Traffic.CountSent();
        to.Write(System.Text.Encoding.UTF8.GetString(value) + "\n");
        Traffic.CountDelivered(value.Length);
        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(TimeSpan patience) => to.FlushAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
