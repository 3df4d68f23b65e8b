namespace Anomaly.Notifications.Routing;

/// <summary>What became of the wish to replace the routes.</summary>
/// <param name="Routes">The routes as they are now; null where nothing was changed.</param>
/// <param name="Conflict">Whether nothing was changed because they are of another revision than was expected.</param>
/// <param name="Errors">What is wrong, by path such as <c>[0].group_wait</c>; empty where nothing is.</param>
public sealed record RouteChange(RouteSet? Routes, bool Conflict, IReadOnlyDictionary<string, string[]> Errors);
