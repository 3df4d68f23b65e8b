namespace Anomaly.Storage.Partitions;

/// <summary>What the broker says of a partition's log at the moment of a claim.</summary>
/// <param name="TopicId">The broker's id of this incarnation of the topic; null where it gives none.</param>
/// <param name="Low">The first offset that the log still holds.</param>
/// <param name="High">The offset that the next record will get.</param>
public sealed record PartitionLog(string? TopicId, long Low, long High);
