namespace Anomaly.Notifications.Outbox;

/// <summary>Wakes a worker of this process when another one of it has work for it. What other processes leave is found by looking.</summary>
internal sealed class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    /// <summary>Says that there is work.</summary>
    public void Set()
    {
        try
        {
            _set.Release();
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
            await _set.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has passed.
        }
    }

    public void Dispose() => _set.Dispose();
}
