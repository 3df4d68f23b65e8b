namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>What a page or a part of one reads: where it wants something else, the reading before ends, and with the page the last.</summary>
internal sealed class LatestReading : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _round;
    private Task _reading = Task.CompletedTask;

    public LatestReading() => Gone = _gone.Token;

    /// <summary>Ends when the page is left.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Whether the page was left.</summary>
    public bool IsOver => Gone.IsCancellationRequested;

    /// <summary>Reads; a reading that goes on is given up. Nothing is read once the page was left.</summary>
    public void Begin(Func<CancellationToken, Task> read)
    {
        if (IsOver)
            return;

        _round?.Cancel();
        _round?.Dispose();
        _round = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        _reading = read(_round.Token);
    }

    /// <summary>Gives up, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _round?.Dispose();
        _gone.Dispose();
    }
}
