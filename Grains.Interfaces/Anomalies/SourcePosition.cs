namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>The identity of a sample: where in the Kafka log it stands.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Epoch">Counts the topic's incarnations: one more each time it was deleted and created again.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Index">The sample's index in its record.</param>
[GenerateSerializer, Immutable, Alias("anomaly.source")]
public readonly record struct SourcePosition(
    [property: Id(0)] string Topic,
    [property: Id(1)] int Epoch,
    [property: Id(2)] int Partition,
    [property: Id(3)] long Offset,
    [property: Id(4)] int Index);
