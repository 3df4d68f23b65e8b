namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>Reads the history for a page, which goes on where the database is away.</summary>
internal sealed class HistoryReader(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Tries until it succeeds.</summary>
    /// <param name="read">What to do.</param>
    /// <param name="failed">Told of every failure.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> InsistAsync<T>(Func<CancellationToken, Task<T>> read, Action failed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.HistoryUnreadable(exception.Message);
                failed();
            }

            await Task.Delay(RetryPause, time, cancellationToken);
        }
    }

    /// <summary>Tries once.</summary>
    /// <returns>False where it failed.</returns>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.HistoryUnreadable(exception.Message);
            return false;
        }
    }
}
