namespace Anomaly.Grains.Tests.Interleavings.Database;

/// <summary>A row of <c>partition_progress</c>.</summary>
internal sealed record Progress(long OwnerEpoch, int Epoch, string? TopicId, long NextOffset);
