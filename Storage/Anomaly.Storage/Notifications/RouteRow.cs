namespace Anomaly.Storage.Notifications;

/// <summary>A route as it is stored.</summary>
/// <param name="Channel">The channel that it names.</param>
/// <param name="Definition">All of it: a JSON object.</param>
public sealed record RouteRow(string Channel, string Definition);
