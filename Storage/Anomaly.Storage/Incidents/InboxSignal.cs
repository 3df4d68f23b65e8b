namespace Anomaly.Storage.Incidents;

/// <summary>Wakes this process' worker when a flush of this process has entered anomalies. Other processes find them by looking.</summary>
public sealed class InboxSignal : IDisposable
{
    private readonly SemaphoreSlim _entered = new(0, 1);

    /// <summary>Says that there is something in the inbox.</summary>
    public void Set()
    {
        try
        {
            _entered.Release();
        }
        catch (SemaphoreFullException)
        {
            // Said already, and not heard yet.
        }
    }

    /// <summary>Waits for it, or for the time to pass.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _entered.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has passed.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _entered.Dispose();
}
