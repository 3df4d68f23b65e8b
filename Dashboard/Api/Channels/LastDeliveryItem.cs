namespace Anomaly.Dashboard.Api.Channels;

/// <summary>What became of a channel's last delivery.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">What, such as delivered.</param>
/// <param name="Detail">More of it; null for nothing.</param>
internal sealed record LastDeliveryItem(DateTimeOffset At, string Outcome, string? Detail);
