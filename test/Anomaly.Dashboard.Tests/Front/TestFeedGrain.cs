using Anomaly.Grains.Interfaces.Anomalies;
using Orleans.Concurrency;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A feed that keeps all and forgets all when it dies.</summary>
public sealed class TestFeedGrain : Grain, IAnomalyFeedGrain, ITestFeedGrain
{
    private readonly Dictionary<IAnomalyObserver, AnomalyFilter> _observers = [];
    private readonly List<AnomalyEvent> _events = [];
    private readonly Guid _life = Guid.NewGuid();

    public async Task<FeedPosition> SubscribeAsync(IAnomalyObserver observer, AnomalyFilter filter, FeedPosition? since)
    {
        _observers[observer] = filter;
        var missed = since is not { } position ? [] : position.Activation == _life ? _events.Skip((int)position.Number) : _events;
        await TellAsync(observer, filter, [.. missed]);
        return new FeedPosition(_life, _events.Count);
    }

    public Task UnsubscribeAsync(IAnomalyObserver observer)
    {
        _observers.Remove(observer);
        return Task.CompletedTask;
    }

    public async Task PublishAsync(Immutable<AnomalyEvent[]> events)
    {
        _events.AddRange(events.Value);
        foreach (var (observer, filter) in _observers)
            await TellAsync(observer, filter, events.Value);
    }

    public Task DieAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> CountAsync() => Task.FromResult(_observers.Count);

    private async Task TellAsync(IAnomalyObserver observer, AnomalyFilter filter, AnomalyEvent[] events)
    {
        events = [.. events.Where(live => filter.Matches(live.Record))];
        if (events.Length > 0)
            await observer.OnEventsAsync(new Immutable<AnomalyEvent[]>(events), new FeedPosition(_life, _events.Count));
    }
}
