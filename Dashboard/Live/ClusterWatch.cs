using Anomaly.Grains.Interfaces.Cluster;

namespace Anomaly.Dashboard.Live;

/// <summary>The process' one watch of the cluster's status, shared by all pages. A status comes each second; where none does, it is watched anew.</summary>
internal sealed class ClusterWatch(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ClusterWatch> logger)
    : BackgroundService, IClusterObserver
{
    /// <summary>Without a status for this long the cluster is not connected.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private ClusterStatus? _current;
    private long? _heardAt;
    private bool _connected;

    /// <summary>Raised once a second at the most: a status came, or <see cref="IsConnected"/> changed. Handlers must return quickly.</summary>
    public event Action? Changed;

    /// <summary>The newest status; null until the first came.</summary>
    public ClusterStatus? Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    /// <summary>Whether a status came within the last seconds.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_lock)
                return _connected;
        }
    }

    /// <summary>For how long there was no news; since this process began, where there never was any.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (_lock)
                return time.GetElapsedTime(_heardAt ?? _began);
        }
    }

    /// <inheritdoc/>
    public Task OnStatusAsync(ClusterStatus status)
    {
        Take(status);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GrainWatch.StartedAsync(lifetime, stoppingToken);
        var grain = grains.GetGrain<IClusterGrain>(0);
        var self = grains.CreateObjectReference<IClusterObserver>(this);
        long? renewed = null;
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            var silent = Age > Patience;
            if (!silent && renewed is { } at && time.GetElapsedTime(at) < GrainWatch.Renewal)
                continue;

            try
            {
                Take(await grain.WatchAsync(self).WaitAsync(GrainWatch.CallPatience, time, stoppingToken));
                renewed = time.GetTimestamp();
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                renewed = null;
                if (Age > Patience)
                    Lose(exception.Message);
            }
        }
        while (await NextAsync(timer, stoppingToken));

        await EndAsync(grain, self);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task EndAsync(IClusterGrain grain, IClusterObserver self)
    {
        // Not waited for: where the silo stops with this process, there may be nobody to answer, and a watch ends by itself.
        grain.UnwatchAsync(self).Ignore();
        await Task.Yield();
        grains.DeleteObjectReference<IClusterObserver>(self);
    }

    private void Take(ClusterStatus status)
    {
        bool found;
        lock (_lock)
        {
            found = !_connected;
            (_current, _heardAt, _connected) = (status, time.GetTimestamp(), true);
        }

        if (found)
            logger.ClusterConnected();

        Raise();
    }

    private void Lose(string reason)
    {
        lock (_lock)
        {
            if (!_connected && _heardAt is not null)
                return;

            // Said once also where the cluster was never heard.
            _heardAt ??= _began;
            _connected = false;
        }

        logger.ClusterLost(reason);
        Raise();
    }

    private void Raise()
    {
        try
        {
            Changed?.Invoke();
        }
        catch (Exception exception)
        {
            logger.ClusterListenerFailed(exception);
        }
    }
}
