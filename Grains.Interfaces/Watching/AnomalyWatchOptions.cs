using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Interfaces.Watching;

/// <summary>How to watch anomalies.</summary>
public sealed record AnomalyWatchOptions
{
    /// <summary>Which anomalies.</summary>
    /// <value>The default value is <see cref="AnomalyFilter.All"/>.</value>
    public AnomalyFilter Filter { get; init; } = AnomalyFilter.All;

    /// <summary>Events that may wait for a slow reader. Where more come, the oldest that are not durable go first, then the oldest.</summary>
    /// <value>The default value is 10,000; it must be at least 1.</value>
    public int BufferSize { get; init; } = 10_000;

    /// <summary>How often the subscription is renewed: as long at the most does the watch stand still after the feed's silo died.</summary>
    /// <value>The default value is 10 seconds; it must be positive and shorter than <see cref="IAnomalyFeedGrain.SubscriptionLifetime"/>.</value>
    public TimeSpan RenewalInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told true once the feed can be reached, and false once it cannot. It must return quickly and not throw.</summary>
    public Action<bool>? ReachableChanged { get; init; }

    /// <summary>
    /// Is told where events may have been missed: the feed was away, began a new life, or the buffer overflowed. Durable ones are in
    /// the history. It must return quickly and not throw.
    /// </summary>
    public Action? EventsMissed { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RenewalInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(RenewalInterval, IAnomalyFeedGrain.SubscriptionLifetime);
    }
}
