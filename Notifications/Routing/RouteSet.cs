namespace Anomaly.Notifications.Routing;

/// <summary>The routes at a revision.</summary>
/// <param name="Revision">Rises at each change.</param>
/// <param name="Table">The routes.</param>
public sealed record RouteSet(long Revision, RouteTable Table);
