namespace Anomaly.Storage.Partitions;

/// <summary>The partition is the caller's.</summary>
/// <param name="Fence">The proof of ownership that every write of the session carries.</param>
/// <param name="NextOffset">The first offset whose effect may not be in a flushed row; it may lie below the log's start, where records were lost by retention.</param>
public sealed record PartitionClaim(Fence Fence, long NextOffset) : ClaimAnswer;
