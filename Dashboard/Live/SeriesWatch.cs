namespace Anomaly.Dashboard.Live;

/// <summary>
/// The series that pages look at. Each has one watch in this process, shared by all its listeners, from the first to the last; a
/// listener gets what is kept at once, and after that only what is new.
/// </summary>
internal sealed class SeriesWatch(IGrainFactory grains, TimeProvider time, ILogger<SeriesWatch> logger)
{
    /// <summary>Points that are kept of a series.</summary>
    public const int Kept = 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WatchedSeries> _series = new(StringComparer.Ordinal);

    /// <summary>How many series are watched.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _series.Count;
        }
    }

    /// <summary>Listens to a series.</summary>
    /// <param name="id">The series' id.</param>
    /// <param name="handler">
    /// Is told what changes: first all points, then those that are added, or that the grain is away or back. It is called once at a
    /// time on a thread of the pool; what comes while it runs is told together after it. Where it throws, that is logged.
    /// </param>
    /// <returns>The listener; dispose of it to end.</returns>
    public SeriesSubscription Watch(string id, Func<SeriesChange, Task> handler)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_lock)
        {
            var begins = !_series.TryGetValue(id, out var series);
            if (begins)
                _series[id] = series = new WatchedSeries(id, grains, time, logger);

            var subscription = new SeriesSubscription(series!, handler, Unsubscribe, logger);
            series!.Add(subscription);
            if (begins)
                series.Begin();

            return subscription;
        }
    }

    private void Unsubscribe(SeriesSubscription subscription)
    {
        lock (_lock)
        {
            if (!subscription.Series.Remove(subscription))
                return;

            _series.Remove(subscription.Series.Id);
        }

        subscription.Series.End();
    }
}
