namespace Anomaly.Storage.Notifications;

/// <summary>All routes.</summary>
/// <param name="Revision">Rises by one at each change; 0 before the first.</param>
/// <param name="Routes">The routes in order.</param>
public sealed record StoredRoutes(long Revision, IReadOnlyList<RouteRow> Routes);
