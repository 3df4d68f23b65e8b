namespace Anomaly.Storage.Partitions;

/// <summary>The proof of ownership of a partition. A write whose owner epoch is not the newest is refused.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="OwnerEpoch">Raised by one at each claim.</param>
/// <param name="TopicEpoch">Counts the incarnations of the topic, from 1.</param>
public sealed record Fence(string Topic, int Partition, long OwnerEpoch, int TopicEpoch);
