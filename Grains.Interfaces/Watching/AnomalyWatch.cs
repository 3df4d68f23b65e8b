using System.Runtime.CompilerServices;
using Anomaly.Grains.Interfaces.Anomalies;
using Orleans.Concurrency;

namespace Anomaly.Grains.Interfaces.Watching;

/// <summary>One watch: an observer of the feed that keeps its own subscription alive.</summary>
internal sealed class AnomalyWatch(IGrainFactory grains, AnomalyWatchOptions options) : IAnomalyObserver
{
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly IAnomalyFeedGrain _feed = grains.GetGrain<IAnomalyFeedGrain>(0);
    private readonly EventBuffer _buffer = new(options.BufferSize);
    private readonly Lock _lock = new();
    private FeedPosition? _last;

    public Task OnEventsAsync(Immutable<AnomalyEvent[]> events, FeedPosition position)
    {
        lock (_lock)
        {
            if (_last is not { } last || last.Activation != position.Activation || last.Number < position.Number)
                _last = position;
        }

        if (!_buffer.Add(events.Value))
            options.EventsMissed?.Invoke();

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<AnomalyEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Orleans holds observers weakly; this iterator holds the watch as long as it is read.
        var self = grains.CreateObjectReference<IAnomalyObserver>(this);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var subscription = KeepSubscribedAsync(self, stop.Token);
        try
        {
            while (true)
                yield return await _buffer.TakeAsync(cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await subscription;
            await UnsubscribeAsync(self);
            grains.DeleteObjectReference<IAnomalyObserver>(self);
            GC.KeepAlive(this);
        }
    }

    private async Task KeepSubscribedAsync(IAnomalyObserver self, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                var subscribed = await _feed.SubscribeAsync(self, options.Filter, Last()).WaitAsync(CallPatience, cancellationToken);
                Subscribed(subscribed, failures);
                failures = 0;
                pause = options.RenewalInterval;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is (the silo died, the cluster is away), the remedy is the same: ask again.
                if (failures++ == 0)
                    options.ReachableChanged?.Invoke(false);

                pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(failures, 10))));
            }
            catch (Exception)
            {
                return;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Subscribed(FeedPosition position, int failures)
    {
        bool first, anotherLife;
        lock (_lock)
        {
            first = _last is null;
            anotherLife = _last is { } last && last.Activation != position.Activation;
            if (first || anotherLife)
                _last = position;
        }

        if (first || failures > 0)
            options.ReachableChanged?.Invoke(true);
        if (!first && (anotherLife || failures > 0))
            options.EventsMissed?.Invoke();
    }

    private FeedPosition? Last()
    {
        lock (_lock)
            return _last;
    }

    private async Task UnsubscribeAsync(IAnomalyObserver self)
    {
        try
        {
            await _feed.UnsubscribeAsync(self).WaitAsync(CallPatience);
        }
        catch (Exception)
        {
            // The subscription ends by itself, one lifetime later.
        }
    }
}
