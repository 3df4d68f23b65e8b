using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Interfaces.Watching;

/// <summary>Watches anomalies as they arise.</summary>
public static class AnomalyWatchExtensions
{
    /// <summary>
    /// The cluster's anomalies from now on, as they arise and again once they are durable, with the same id. The subscription is kept
    /// up while the result is read: silos may come and go. Events may come more than once, and some may be missed while the feed
    /// changes its silo; what is durable is in the history.
    /// </summary>
    /// <param name="grains">The cluster: an <see cref="IClusterClient"/>, or a silo's own factory outside of grains.</param>
    /// <param name="filter">Which anomalies; null for all.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>An endless sequence; it ends by <see cref="OperationCanceledException"/> or by leaving the loop.</returns>
    public static IAsyncEnumerable<AnomalyEvent> WatchAnomaliesAsync(
        this IGrainFactory grains,
        AnomalyFilter? filter = null,
        CancellationToken cancellationToken = default) =>
        grains.WatchAnomaliesAsync(new AnomalyWatchOptions { Filter = filter ?? AnomalyFilter.All }, cancellationToken);

    /// <inheritdoc cref="WatchAnomaliesAsync(IGrainFactory, AnomalyFilter?, CancellationToken)"/>
    /// <param name="grains">The cluster: an <see cref="IClusterClient"/>, or a silo's own factory outside of grains.</param>
    /// <param name="options">Which anomalies, and how.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public static IAsyncEnumerable<AnomalyEvent> WatchAnomaliesAsync(
        this IGrainFactory grains,
        AnomalyWatchOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new AnomalyWatch(grains, options).RunAsync(cancellationToken);
    }
}
