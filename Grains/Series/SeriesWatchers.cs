using Anomaly.Grains.Interfaces.Series;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Anomaly.Grains.Series;

/// <summary>Who watches a series, and what they were told. It exists while somebody does: a series that nobody watches pays one field.</summary>
internal sealed class SeriesWatchers(int kept, ILogger logger, IGrainTimer timer) : IDisposable
{
    /// <summary>New points are told this often at the most.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ObserverManager<ISeriesObserver> _observers = new(ISeriesGrain.WatchLifetime, logger);
    private long _told = kept;

    /// <summary>The life that <see cref="Number"/> is counted in. It ends with the last watcher, and where the series goes back to what was saved.</summary>
    public Guid Life { get; private set; } = Guid.NewGuid();

    /// <summary>How many points there were in this life, those included that it began with.</summary>
    public long Number { get; private set; } = kept;

    /// <summary>What is shown of a series whose owner has not called yet: read once.</summary>
    public (SeriesStatus Status, ScoredPoint[] Points)? Saved { get; set; }

    /// <summary>Whether anybody watches still.</summary>
    public bool Any
    {
        get
        {
            _observers.ClearExpired();
            return _observers.Count > 0;
        }
    }

    /// <summary>Begins a watch, or prolongs one.</summary>
    public void Add(ISeriesObserver observer) => _observers.Subscribe(observer, observer);

    /// <summary>Ends a watch.</summary>
    public void Remove(ISeriesObserver observer) => _observers.Unsubscribe(observer);

    /// <summary>Notes that points were added.</summary>
    public void Note(int points) => Number += points;

    /// <summary>The series is at what was saved of it again, and has that many points.</summary>
    public void BeginAnew(int kept)
    {
        (Life, Number, Saved) = (Guid.NewGuid(), kept, null);
        _told = 0;
    }

    /// <summary>How many of the newest points a watcher lacks.</summary>
    public int MissedSince(Guid life, long number) =>
        (int)Math.Clamp(life == Life && number <= Number ? Number - number : Number, 0, PointRing.Capacity);

    /// <summary>How many of the newest points were not told yet; now they are.</summary>
    public int TakeUntold()
    {
        var untold = (int)Math.Min(Number - _told, PointRing.Capacity);
        _told = Number;
        return untold;
    }

    /// <summary>Tells all, one way.</summary>
    public Task TellAsync(SeriesUpdate update) => _observers.Notify(observer => observer.OnPointsAsync(update));

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();
}
