namespace Anomaly.Grains.Partitions;

/// <summary>What the broker says of a partition, on the way to its owner.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.partition.log")]
internal readonly record struct ReaderLog(
    [property: Id(0)] string Provider,
    [property: Id(1)] string Topic,
    [property: Id(2)] int Partition,
    [property: Id(3)] string? TopicId,
    [property: Id(4)] long Low,
    [property: Id(5)] long High,
    [property: Id(6)] int Generation,
    [property: Id(7)] long? EndsBelow);
