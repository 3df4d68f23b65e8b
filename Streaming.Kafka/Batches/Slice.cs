namespace Anomaly.Streaming.Kafka.Batches;

/// <summary>Where a key or a value stands in a slab; a length of −1 where it is null.</summary>
internal readonly record struct Slice(int Start, int Length);
