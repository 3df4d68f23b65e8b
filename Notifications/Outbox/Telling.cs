namespace Anomaly.Notifications.Outbox;

/// <summary>What people have said of notifications, as it was at one moment.</summary>
/// <param name="Plan">Who is told of what.</param>
/// <param name="Channels">The channels, by name.</param>
internal sealed record Telling(TellingPlan Plan, IReadOnlyDictionary<string, ChannelState> Channels);
