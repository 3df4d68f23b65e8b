namespace Anomaly.Storage.Notifications;

/// <summary>The routes.</summary>
public interface IRouteStore
{
    /// <summary>All, of one revision.</summary>
    Task<StoredRoutes> GetAsync(CancellationToken cancellationToken);

    /// <summary>Replaces them: all of it or nothing. No route names a channel that is not there.</summary>
    /// <param name="routes">The routes in order.</param>
    /// <param name="expectedRevision">The revision that the caller worked on; null to replace whatever there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<RouteSaving> SaveAsync(IReadOnlyList<RouteRow> routes, long? expectedRevision, CancellationToken cancellationToken);
}
