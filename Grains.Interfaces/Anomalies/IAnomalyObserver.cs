using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>Is told of anomalies as they arise.</summary>
[Alias("anomaly.observer")]
public interface IAnomalyObserver : IGrainObserver
{
    /// <summary>New events, in order.</summary>
    /// <param name="events">The events.</param>
    /// <param name="position">The number of the newest of them.</param>
    [Alias("events"), OneWay] Task OnEventsAsync(Immutable<AnomalyEvent[]> events, FeedPosition position);
}
