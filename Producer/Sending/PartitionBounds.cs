namespace Anomaly.Producer.Sending;

/// <summary>A partition as the broker tells it.</summary>
/// <param name="Low">The first offset that is still there.</param>
/// <param name="High">The offset that the next record will get.</param>
/// <param name="Committed">The first offset that the group has not read; null where it never committed.</param>
internal readonly record struct PartitionBounds(long Low, long High, long? Committed);
