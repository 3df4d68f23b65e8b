namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>Does the last of several things that are wanted in quick succession, once no other has come for a moment.</summary>
public sealed class Debounce(TimeSpan pause, TimeProvider time) : IDisposable
{
    private CancellationTokenSource _current = new();

    /// <summary>Does it in a moment, unless another comes; what is under way is cancelled.</summary>
    /// <param name="action">Must not throw but where it is cancelled.</param>
    public void Run(Func<CancellationToken, Task> action)
    {
        Cancel();
        _ = RunAsync(action, _current.Token);
    }

    /// <summary>Forgets what is wanted or under way.</summary>
    public void Cancel()
    {
        Dispose();
        _current = new();
    }

    public void Dispose()
    {
        _current.Cancel();
        _current.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
            await action(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another came.
        }
    }
}
