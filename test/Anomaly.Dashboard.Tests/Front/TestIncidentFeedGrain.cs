using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A feed that tells each change at once.</summary>
public sealed class TestIncidentFeedGrain : Grain, IIncidentFeedGrain
{
    private readonly HashSet<IIncidentObserver> _watchers = [];
    private Guid _state = Guid.NewGuid();

    public Task<Guid> WatchAsync(IIncidentObserver observer)
    {
        _watchers.Add(observer);
        return Task.FromResult(_state);
    }

    public Task UnwatchAsync(IIncidentObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task TellAsync()
    {
        _state = Guid.NewGuid();
        return Task.WhenAll(_watchers.Select(watcher => watcher.OnChangedAsync(_state)));
    }
}
