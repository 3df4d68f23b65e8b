using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Live;

/// <summary>One series' watch, kept alive by renewal: from its first listener to its last.</summary>
internal sealed class WatchedSeries(string id, IGrainFactory grains, TimeProvider time, ILogger logger) : ISeriesObserver
{
    private readonly ISeriesGrain _grain = grains.GetGrain<ISeriesGrain>(id);
    private readonly SeriesPoints _points = new(SeriesWatch.Kept);
    private readonly List<SeriesSubscription> _listeners = [];
    private SeriesStatus? _status;
    private volatile TaskCompletionSource _again = NewSignal();
    private bool _connected;
    private volatile bool _ended;

    public string Id { get; } = id;

    /// <summary>Guards all of it. Taken before a listener's own.</summary>
    public Lock Lock { get; } = new();

    public bool IsConnected
    {
        get
        {
            lock (Lock)
                return _connected;
        }
    }

    public SeriesStatus? Status
    {
        get
        {
            lock (Lock)
                return _status;
        }
    }

    public ScoredPoint[] Points
    {
        get
        {
            lock (Lock)
                return _points.All;
        }
    }

    /// <inheritdoc/>
    public Task OnPointsAsync(SeriesUpdate update)
    {
        lock (Lock)
        {
            if (_points.Continues(update))
            {
                Take(update);
                return Task.CompletedTask;
            }
        }

        // Of a life that was not heard of, or after some that were missed: the answer to a question brings what lies between.
        AskAgain();
        return Task.CompletedTask;
    }

    public void Begin() => _ = Task.Run(KeepWatchedAsync);

    public void End()
    {
        _ended = true;
        AskAgain();
    }

    public void Add(SeriesSubscription listener)
    {
        lock (Lock)
        {
            _listeners.Add(listener);
            if (_status is not null)
                listener.Offer(true, []);
        }
    }

    /// <returns>Whether it was the last.</returns>
    public bool Remove(SeriesSubscription listener)
    {
        lock (Lock)
            return _listeners.Remove(listener) && _listeners.Count == 0;
    }

    private async Task KeepWatchedAsync()
    {
        // Orleans holds observers weakly; this loop holds the watch as long as it runs.
        ISeriesObserver? self = null;
        var failures = 0;
        while (!_ended)
        {
            TimeSpan pause;
            var again = _again = NewSignal();
            try
            {
                self ??= grains.CreateObjectReference<ISeriesObserver>(this);
                Answered(await AskAsync(self).WaitAsync(GrainWatch.CallPatience, time));
                failures = 0;
                pause = GrainWatch.Renewal;
            }
            catch (Exception exception)
            {
                // Whatever it is (the silo died, the database is away), the remedy is the same: ask again.
                if (failures++ == 0)
                    Lose(exception);

                pause = GrainWatch.PauseAfter(failures);
            }

            if (!_ended)
                await Task.WhenAny(again.Task, Task.Delay(pause, time));
        }

        if (self is not null)
        {
            // Not waited for: a watch that is not renewed ends by itself.
            _grain.UnwatchAsync(self).Ignore();
            grains.DeleteObjectReference<ISeriesObserver>(self);
        }

        GC.KeepAlive(this);
    }

    private Task<SeriesUpdate> AskAsync(ISeriesObserver self)
    {
        lock (Lock)
            return _grain.WatchAsync(self, _points.Activation, _points.Number);
    }

    private void Answered(SeriesUpdate update)
    {
        lock (Lock)
        {
            _connected = true;
            Take(update);
        }
    }

    private void Lose(Exception exception)
    {
        logger.SeriesWatchLost(Id, exception.Message);
        lock (Lock)
        {
            _connected = false;
            foreach (var listener in _listeners)
                listener.Offer(false, []);
        }
    }

    private void Take(SeriesUpdate update)
    {
        var first = _status is null;
        var (reset, points) = _points.Take(update);
        _status = update.Status;
        foreach (var listener in _listeners)
            listener.Offer(reset || first, points);
    }

    private void AskAgain() => _again.TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
