namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Keeps a history from answering until it is released.</summary>
internal sealed class HeldStore
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the history is asked the first time.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task WaitAsync()
    {
        _asked.TrySetResult();
        return _released.Task;
    }

    public void Release() => _released.TrySetResult();
}
