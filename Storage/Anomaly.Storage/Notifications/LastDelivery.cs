namespace Anomaly.Storage.Notifications;

/// <summary>What became of a channel's last delivery.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">What, as a word such as <c>delivered</c>.</param>
/// <param name="Detail">More of it; null for nothing.</param>
public sealed record LastDelivery(DateTimeOffset At, string Outcome, string? Detail);
