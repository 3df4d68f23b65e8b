namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>A partition as the silo that reads it sees it.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.cluster.partition")]
public sealed record PartitionReport
{
    /// <summary>The partition.</summary>
    [Id(0)] public required int Partition { get; init; }

    /// <summary>Whether its owner is at work.</summary>
    [Id(1)] public required bool Owned { get; init; }

    /// <summary>Records in the log that are not applied yet; null where it is not known.</summary>
    [Id(2)] public long? Lag { get; init; }

    /// <summary>Samples taken from the log and not yet applied.</summary>
    [Id(3)] public int QueueDepth { get; init; }

    /// <summary>The first offset that is not wholly applied; null where it is not known.</summary>
    [Id(4)] public long? AppliedTo { get; init; }

    /// <summary>Series that the owner has met since it began.</summary>
    [Id(5)] public int Series { get; init; }

    /// <summary>Since when all that was due is saved: the age of the last checkpoint; null without an owner.</summary>
    [Id(6)] public TimeSpan? CheckpointAge { get; init; }

    /// <summary>How often the partition was claimed; 0 without an owner.</summary>
    [Id(7)] public long OwnerEpoch { get; init; }

    /// <summary>Why there is no owner, or why it cannot save; null where all is well.</summary>
    [Id(8)] public string? Trouble { get; init; }

    /// <summary>Series at home in the partition, groups included, whether they report or not; null where its owner has not counted them.</summary>
    [Id(9)] public long? SeriesAtHome { get; init; }

    /// <summary>How many there may be: the partition's share of <c>Detection:MaxSeries</c>; null for no limit.</summary>
    [Id(10)] public long? SeriesLimit { get; init; }
}
