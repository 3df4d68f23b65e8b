namespace Anomaly.Notifications.Outbox;

/// <summary>What people have said of notifications, as it was at one moment.</summary>
/// <param name="Plan">Who is told of what.</param>
/// <param name="RoutesRevision">The revision of its routes.</param>
/// <param name="Channels">The channels, by name.</param>
internal sealed record Telling(TellingPlan Plan, long RoutesRevision, IReadOnlyDictionary<string, ChannelState> Channels);
