using Anomaly.Grains.Interfaces.Cluster;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>A cluster that is as a test says.</summary>
public sealed class TestClusterGrain : Grain, IClusterGrain, ITestClusterGrain
{
    private readonly HashSet<IClusterObserver> _watchers = [];
    private ClusterStatus _status = new(Samples.Noon, []);
    private bool _away;
    private int _asked;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task<ClusterStatus> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(_status);

    public Task<ClusterStatus> WatchAsync(IClusterObserver observer)
    {
        _asked++;
        if (_away)
            throw new InvalidOperationException("the cluster is away");

        _watchers.Add(observer);
        return Task.FromResult(_status);
    }

    public Task UnwatchAsync(IClusterObserver observer)
    {
        _watchers.Remove(observer);
        return Task.CompletedTask;
    }

    public Task ReportAsync(SiloReport report) => Task.CompletedTask;

    public Task PushAsync(ClusterStatus status)
    {
        _status = status;
        return TellAsync();
    }

    public Task SetAwayAsync(bool away)
    {
        _away = away;
        _watchers.Clear();
        return Task.CompletedTask;
    }

    public Task<WatchCounts> CountWatchesAsync() => Task.FromResult(new WatchCounts(_watchers.Count, _asked));

    private async Task TellAsync()
    {
        foreach (var watcher in _watchers)
            await watcher.OnStatusAsync(_status);
    }
}
