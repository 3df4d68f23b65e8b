namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>What a notification page asks of the database, until it is left. A question that is not answered in time is given up.</summary>
internal sealed class PageCalls : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), RetryPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="time">The time.</param>
    /// <param name="logger">Told of every failure.</param>
    public PageCalls(TimeProvider time, ILogger logger) => (_time, _logger, Gone) = (time, logger, _gone.Token);

    /// <summary>Ends when the page is left.</summary>
    public CancellationToken Gone { get; }

    /// <summary>Whether the page was left.</summary>
    public bool IsOver => Gone.IsCancellationRequested;

    /// <summary>Whether a reader waits for an answer.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Whether the last question was not answered.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Does what a reader wants.</summary>
    /// <returns>Whether it was done; false where it is not known, or the page was left.</returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> act)
    {
        IsBusy = true;
        var done = await LookAsync(act);
        IsBusy = false;
        return done;
    }

    /// <summary>Does what no reader waits for.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> LookAsync(Func<CancellationToken, Task> act)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        patience.CancelAfter(Patience);
        try
        {
            await act(patience.Token);
            IsAway = false;
            return !IsOver;
        }
        catch (Exception) when (IsOver)
        {
            return false;
        }
        catch (Exception exception)
        {
            _logger.DefinitionsUnreachable(exception.Message);
            IsAway = true;
            return false;
        }
    }

    /// <summary>Tries until it is done or the page is left.</summary>
    /// <param name="act">What to do.</param>
    /// <param name="failed">Told of every failure.</param>
    public async Task InsistAsync(Func<CancellationToken, Task> act, Action failed)
    {
        while (!await LookAsync(act) && !IsOver)
        {
            failed();
            await Task.Delay(RetryPause, _time, Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
