using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Utilities;

namespace Anomaly.Grains.Feed;

/// <summary>The live feed: tells each observer of what passes its filter, and keeps the newest events for those that come back.</summary>
[GrainType("anomaly-feed"), Reentrant]
internal sealed class AnomalyFeedGrain : Grain, IAnomalyFeedGrain
{
    /// <summary>How many events are kept for those that come back.</summary>
    public const int Kept = 2000;

    private readonly ObserverManager<IAnomalyObserver, Subscription> _observers;
    private readonly Queue<AnomalyEvent> _recent = new();
    private readonly Guid _activation = Guid.NewGuid();
    private long _number;

    public AnomalyFeedGrain(ILogger<AnomalyFeedGrain> logger) =>
        _observers = new ObserverManager<IAnomalyObserver, Subscription>(IAnomalyFeedGrain.SubscriptionLifetime, logger);

    /// <inheritdoc/>
    public async Task<FeedPosition> SubscribeAsync(IAnomalyObserver observer, AnomalyFilter filter, FeedPosition? since)
    {
        _observers.Subscribe(observer, new Subscription(observer, filter));
        if (since is { } last)
        {
            var missed = last.Activation == _activation ? _number - last.Number : _recent.Count;
            var again = _recent.TakeLast((int)Math.Clamp(missed, 0, _recent.Count)).Where(e => filter.Matches(e.Record)).ToArray();
            if (again.Length > 0)
            {
                await observer.OnEventsAsync(again.AsImmutable(), Position);
            }
        }

        return Position;
    }

    /// <inheritdoc/>
    public Task UnsubscribeAsync(IAnomalyObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(Immutable<AnomalyEvent[]> events)
    {
        foreach (var e in events.Value)
        {
            _recent.Enqueue(e);
            if (_recent.Count > Kept)
            {
                _recent.Dequeue();
            }
        }

        _number += events.Value.Length;
        var position = Position;
        await _observers.Notify(subscription =>
        {
            var passing = subscription.Filter == AnomalyFilter.All ? events.Value : Array.FindAll(events.Value, e => subscription.Filter.Matches(e.Record));
            return passing.Length == 0 ? Task.CompletedTask : subscription.Observer.OnEventsAsync(passing.AsImmutable(), position);
        });
    }

    private FeedPosition Position => new(_activation, _number);

    private sealed record Subscription(IAnomalyObserver Observer, AnomalyFilter Filter);
}
