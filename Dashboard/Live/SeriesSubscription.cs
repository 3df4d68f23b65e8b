using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Live;

/// <summary>
/// One listener of a watched series. Its handler is called once at a time, outside of all locks: what comes meanwhile is gathered,
/// and is told as one change after it; where that is more than is kept, as all points.
/// </summary>
internal sealed class SeriesSubscription(WatchedSeries series, Func<SeriesChange, Task> handler, Action<SeriesSubscription> unsubscribe, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ScoredPoint> _points = [];
    private bool _reset;
    private bool _changed;
    private bool _running;
    private bool _disposed;

    /// <summary>Whether the series' grain answers.</summary>
    public bool IsConnected => series.IsConnected;

    /// <summary>How the series is; null until its grain answered.</summary>
    public SeriesStatus? Status => series.Status;

    /// <summary>The points that are kept, oldest first.</summary>
    public ScoredPoint[] Points => series.Points;

    internal WatchedSeries Series => series;

    /// <summary>Gathers what is new. Called in the order of the changes.</summary>
    internal void Offer(bool reset, ScoredPoint[] points)
    {
        lock (_lock)
        {
            if (_disposed)
                return;

            _reset |= reset;
            if (!_reset)
                _points.AddRange(points);

            if (_points.Count > SeriesWatch.Kept)
                _reset = true;

            _changed = true;
            if (_running)
                return;

            _running = true;
        }

        _ = Task.Run(TellAsync);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;

            _disposed = true;
            _points.Clear();
        }

        unsubscribe(this);
    }

    private async Task TellAsync()
    {
        while (Next() is { } change)
        {
            try
            {
                await handler(change);
            }
            catch (Exception exception)
            {
                logger.SeriesListenerFailed(exception, series.Id);
            }
        }
    }

    private SeriesChange? Next()
    {
        // The series first, here as in Offer: what is taken with all points must not be told again after them.
        lock (series.Lock)
        {
            lock (_lock)
            {
                if (!_changed || _disposed)
                {
                    _running = false;
                    return null;
                }

                SeriesChange change = _reset
                    ? new(true, series.Points, series.Status, series.IsConnected)
                    : new(false, [.. _points], series.Status, series.IsConnected);
                _points.Clear();
                (_reset, _changed) = (false, false);
                return change;
            }
        }
    }
}
