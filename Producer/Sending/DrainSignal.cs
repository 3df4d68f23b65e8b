namespace Anomaly.Producer.Sending;

/// <summary>Lets one sender wait until enough records came through, without waking it for each.</summary>
internal sealed class DrainSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private int _wakeAt;

    /// <summary>Waits until a count has fallen to a level.</summary>
    public Task WaitAsync(int wakeAt, Func<int> count, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            waiting = _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _wakeAt, wakeAt);
        }

        // It may have fallen before anybody could see that someone waits.
        Signal(count());
        return waiting.Task.WaitAsync(cancellationToken);
    }

    public void Signal(int count)
    {
        if (Volatile.Read(ref _waiting) is not null && count <= Volatile.Read(ref _wakeAt))
            SignalAll();
    }

    public void SignalAll()
    {
        lock (_lock)
        {
            _waiting?.TrySetResult();
            _waiting = null;
        }
    }
}
