using System.Collections.Concurrent;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Watching;

namespace Anomaly.Dashboard.Live;

/// <summary>The process' one watch of the cluster's anomalies, shared by all streams and pages.</summary>
internal sealed class LiveAnomalies(IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LiveAnomalies> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<LiveSubscription, byte> _subscriptions = new();

    /// <summary>Raised when <see cref="IsConnected"/> changes; handlers must return quickly.</summary>
    public event Action? ConnectionChanged;

    public bool IsConnected { get; private set; }

    public LiveSubscription Subscribe(int capacity, Func<AnomalyRecord, bool>? filter = null)
    {
        var subscription = new LiveSubscription(capacity, filter, gone => _subscriptions.TryRemove(gone, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GrainWatch.StartedAsync(lifetime, stoppingToken);
        var options = new AnomalyWatchOptions { ReachableChanged = SetConnected, EventsMissed = InterruptAll };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var live in grains.WatchAnomaliesAsync(options, stoppingToken))
                {
                    foreach (var (subscription, _) in _subscriptions)
                        subscription.Offer(live);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.FeedFailed(exception);
                SetConnected(false);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                InterruptAll();
            }
        }
    }

    private void SetConnected(bool connected)
    {
        if (IsConnected == connected)
            return;

        IsConnected = connected;
        if (connected)
            logger.FeedConnected();
        else
            logger.FeedLost();

        ConnectionChanged?.Invoke();
    }

    private void InterruptAll()
    {
        logger.FeedGap();
        foreach (var (subscription, _) in _subscriptions)
            subscription.Interrupt();
    }
}
