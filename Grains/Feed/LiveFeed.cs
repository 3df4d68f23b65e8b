using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Partitions;
using Orleans.Concurrency;

namespace Anomaly.Grains.Feed;

/// <summary>Sends events to the cluster's live feed; one way, because the feed is not what the promise stands on.</summary>
internal sealed class LiveFeed(IGrainFactory grains) : ILiveFeed
{
    private readonly IAnomalyFeedGrain _feed = grains.GetGrain<IAnomalyFeedGrain>(0);

    public void Publish(AnomalyEvent[] events) => _feed.PublishAsync(events.AsImmutable()).Ignore();
}
