namespace Anomaly.Storage.Outbox;

/// <summary>How much waits for a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Rows">Messages that are still to be delivered.</param>
/// <param name="Oldest">When the oldest of them was written.</param>
public sealed record OutboxMeasure(string Channel, long Rows, DateTimeOffset Oldest);
