using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>The cluster's live feed of anomalies.</summary>
[Alias("anomaly.feed")]
public interface IAnomalyFeedGrain : IGrainWithIntegerKey
{
    /// <summary>How long a subscription lives; subscribe again before it ends.</summary>
    static readonly TimeSpan SubscriptionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Subscribes an observer, or prolongs its subscription.</summary>
    /// <param name="observer">Who is told.</param>
    /// <param name="filter">Of what.</param>
    /// <param name="since">The number of the last event that the observer has; those after it are sent again as far as they are kept. Null: only what comes from now on.</param>
    /// <returns>The number of the newest event.</returns>
    [Alias("subscribe")] Task<FeedPosition> SubscribeAsync(IAnomalyObserver observer, AnomalyFilter filter, FeedPosition? since);

    /// <summary>Ends a subscription.</summary>
    /// <param name="observer">The observer.</param>
    [Alias("unsubscribe")] Task UnsubscribeAsync(IAnomalyObserver observer);

    /// <summary>Tells all observers. Called by each silo that has owners of partitions; one that gets no answer sends the events again.</summary>
    /// <param name="events">What happened.</param>
    [Alias("publish")] Task PublishAsync(Immutable<AnomalyEvent[]> events);
}
