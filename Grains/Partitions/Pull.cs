using Anomaly.Streaming.Kafka;

namespace Anomaly.Grains.Partitions;

/// <summary>A batch under way: it is released once every call that has samples of it was answered.</summary>
internal sealed class Pull(KafkaBatch batch)
{
    public KafkaBatch Batch { get; } = batch;

    /// <summary>Calls and produces not yet answered, and one for the decoding itself.</summary>
    public int Outstanding { get; set; } = 1;

    /// <summary>Samples of the batch that were sent to series.</summary>
    public int Samples { get; set; }
}
