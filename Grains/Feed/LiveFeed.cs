using System.Threading.Channels;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Partitions;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Anomaly.Grains.Feed;

/// <summary>
/// Sends the silo's events to the cluster's live feed: in order, one call at a time, and again where no answer came. Until the cluster has noticed that the feed's silo died, what is
/// sent there is lost, and those who watch come back to a new feed that knows nothing of it. Nobody waits for this: the feed is not what the promise stands on.
/// </summary>
internal sealed class LiveFeed : ILiveFeed, IAsyncDisposable
{
    private const int Most = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly IAnomalyFeedGrain _feed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<AnomalyEvent> _waiting;
    private readonly Task _sending;
    private long _dropped;

    public LiveFeed(IGrainFactory grains, TimeProvider time, ILogger<LiveFeed> logger)
    {
        (_feed, _time, _logger) = (grains.GetGrain<IAnomalyFeedGrain>(0), time, logger);
        // More than the feed keeps for those who come back helps nobody.
        var options = new BoundedChannelOptions(AnomalyFeedGrain.Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _waiting = Channel.CreateBounded<AnomalyEvent>(options, _ => Interlocked.Increment(ref _dropped));
        _sending = Task.Run(SendAsync);
    }

    public void Publish(AnomalyEvent[] events)
    {
        foreach (var each in events)
        {
            _waiting.Writer.TryWrite(each);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending;
        _end.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_end.Token))
            {
                var next = new List<AnomalyEvent>();
                while (next.Count < Most && _waiting.Reader.TryRead(out var each))
                {
                    next.Add(each);
                }

                await SendAsync([.. next]);
            }
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    private async Task SendAsync(AnomalyEvent[] events)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await _feed.PublishAsync(events.AsImmutable()).WaitAsync(Patience, _time, _end.Token);
                if (failures > 0)
                {
                    Log.FeedBack(_logger, Interlocked.Exchange(ref _dropped, 0));
                }

                return;
            }
            catch (Exception exception) when (!_end.IsCancellationRequested)
            {
                // Whatever it is, the remedy is the same: those who watch know events by their ids.
                if (failures == 0)
                {
                    Log.FeedAway(_logger, exception.Message);
                }

                await Task.Delay(Pause, _time, _end.Token);
            }
        }
    }
}
