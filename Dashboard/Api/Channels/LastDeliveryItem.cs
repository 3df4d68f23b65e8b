namespace Anomaly.Dashboard.Api.Channels;

/// <summary>What became of a channel's last delivery.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">What: delivered, retry (it is tried again), refused (never, as things are), failed (given up after many attempts) or gone (the receiver wants no more messages).</param>
/// <param name="Detail">More of it; null for nothing.</param>
internal sealed record LastDeliveryItem(DateTimeOffset At, string Outcome, string? Detail);
