using Anomaly.Grains.Interfaces.Cluster;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Anomaly.Grains.Cluster;

/// <summary>Gathers what the silos say of themselves, and tells it on once a second while anybody watches.</summary>
[GrainType("cluster")]
internal sealed class ClusterGrain(TimeProvider time, ILogger<ClusterGrain> logger) : Grain, IClusterGrain
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly ObserverManager<IClusterObserver> _watchers = new(IClusterGrain.WatchLifetime, logger);
    private readonly ClusterView _view = new(time);
    private IGrainTimer? _timer;

    /// <inheritdoc/>
    public Task<ClusterStatus> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(_view.Status);

    /// <inheritdoc/>
    public Task<ClusterStatus> WatchAsync(IClusterObserver observer)
    {
        _watchers.Subscribe(observer, observer);
        _timer ??= this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Pace, Pace));
        return Task.FromResult(_view.Status);
    }

    /// <inheritdoc/>
    public Task UnwatchAsync(IClusterObserver observer)
    {
        _watchers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReportAsync(SiloReport report)
    {
        _view.Take(report);
        return Task.CompletedTask;
    }

    private async Task TellAsync()
    {
        _watchers.ClearExpired();
        if (_watchers.Count == 0)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        var status = _view.Status;
        await _watchers.Notify(watcher => watcher.OnStatusAsync(status));
    }
}
