using Anomaly.Grains.Partitions.Silence;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Health;

/// <summary>How many records of a partition's log are not applied yet.</summary>
internal static class PartitionLag
{
    /// <summary>
    /// The end less what is applied. A log may end in records that are for nobody (of transactions), and then that is never 0; so where all
    /// that was read is applied, and a broker that answers has had nothing to read for long, there is no lag.
    /// </summary>
    /// <param name="reader">How the reading goes.</param>
    /// <param name="appliedTo">The first offset that is not wholly applied; null where it is not known.</param>
    /// <param name="heard">The log's end as the owner heard of it, where the reader has not.</param>
    /// <returns>Null where it is not known.</returns>
    public static long? Of(KafkaPartitionStatus reader, long? appliedTo, long? heard)
    {
        var rests = reader is { Error: null } && reader.Resting > CaughtUp.Patience && reader.SinceHeard < CaughtUp.Patience;
        return rests && appliedTo >= reader.Position ? 0
            : (reader.High ?? heard) is { } high && appliedTo is { } at ? Math.Max(0, high - at)
            : null;
    }
}
