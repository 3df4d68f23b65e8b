using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Tells that incidents changed; key 0. What changed stands in the database.</summary>
[Alias("anomaly.incident.feed")]
public interface IIncidentFeedGrain : IGrainWithIntegerKey
{
    /// <summary>How long a watch lives; watch again before it ends.</summary>
    static readonly TimeSpan WatchLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Begins a watch, or prolongs one.</summary>
    /// <returns>The state of all incidents: another value than before where any changed meanwhile.</returns>
    [Alias("watch")] Task<Guid> WatchAsync(IIncidentObserver observer);

    /// <summary>Ends a watch.</summary>
    [Alias("unwatch")] Task UnwatchAsync(IIncidentObserver observer);

    /// <summary>Says that incidents changed. Called by whoever changed them, after that is written.</summary>
    [Alias("tell"), OneWay] Task TellAsync();
}
