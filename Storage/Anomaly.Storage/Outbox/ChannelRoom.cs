namespace Anomaly.Storage.Outbox;

/// <summary>How many messages can be sent to a channel now.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Free">How many.</param>
public readonly record struct ChannelRoom(string Channel, int Free);
