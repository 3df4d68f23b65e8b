namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>What a part of a page reads: where it wants something else, the reading before ends.</summary>
internal sealed class LatestReading : IAsyncDisposable
{
    private CancellationTokenSource _round = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Reads; a reading that goes on is given up.</summary>
    public void Begin(Func<CancellationToken, Task> read)
    {
        _round.Cancel();
        _round.Dispose();
        _round = new CancellationTokenSource();
        _reading = read(_round.Token);
    }

    /// <summary>Gives up, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _round.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _round.Dispose();
    }
}
