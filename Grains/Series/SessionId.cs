namespace Anomaly.Grains.Series;

/// <summary>A session of a partition's owner.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="TopicEpoch">The topic's incarnation.</param>
/// <param name="Partition">The partition.</param>
/// <param name="OwnerEpoch">Raised by each claim of the partition.</param>
[GenerateSerializer, Immutable, Alias("anomaly.session")]
internal sealed record SessionId(
    [property: Id(0)] string Topic,
    [property: Id(1)] int TopicEpoch,
    [property: Id(2)] int Partition,
    [property: Id(3)] long OwnerEpoch)
{
    /// <summary>Whether both are sessions of the same log, so that their owner epochs can be compared.</summary>
    public bool SameLog(SessionId other) =>
        Partition == other.Partition && string.Equals(Topic, other.Topic, StringComparison.Ordinal);
}
