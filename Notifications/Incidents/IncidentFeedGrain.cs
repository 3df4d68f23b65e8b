using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Anomaly.Notifications.Incidents;

/// <summary>Gathers the changes of a moment, and tells of them once.</summary>
[GrainType("incident-feed")]
internal sealed class IncidentFeedGrain(ILogger<IncidentFeedGrain> logger) : Grain, IIncidentFeedGrain
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ObserverManager<IIncidentObserver> _watchers = new(IIncidentFeedGrain.WatchLifetime, logger);
    private Guid _state = Guid.NewGuid();
    private Guid _told;
    private IGrainTimer? _timer;

    /// <inheritdoc/>
    public Task<Guid> WatchAsync(IIncidentObserver observer)
    {
        _watchers.Subscribe(observer, observer);
        return Task.FromResult(_state);
    }

    /// <inheritdoc/>
    public Task UnwatchAsync(IIncidentObserver observer)
    {
        _watchers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task TellAsync()
    {
        _state = Guid.NewGuid();
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(BeatAsync, new GrainTimerCreationOptions(Pace, Pace));
            await NotifyAsync();
        }
    }

    /// <summary>Tells what came since; where nothing did, the next change is told at once.</summary>
    private async Task BeatAsync()
    {
        if (_told != _state)
        {
            await NotifyAsync();
            return;
        }

        _timer?.Dispose();
        _timer = null;
    }

    private Task NotifyAsync()
    {
        var state = _told = _state;
        _watchers.ClearExpired();
        return _watchers.Count == 0 ? Task.CompletedTask : _watchers.Notify(watcher => watcher.OnChangedAsync(state));
    }
}
