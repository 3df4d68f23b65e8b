namespace Anomaly.Notifications.Routing;

/// <summary>A route that an incident takes.</summary>
/// <param name="Route">The route.</param>
/// <param name="GroupKey">A stable text for the group that the incident is in there: of the route and the group's labels.</param>
/// <param name="GroupLabels">The group's labels.</param>
/// <param name="IsActive">Whether the route tells at that time; else it tells when it next does.</param>
public sealed record RouteMatch(Route Route, string GroupKey, IReadOnlyDictionary<string, string> GroupLabels, bool IsActive);
