namespace Anomaly.Grains.Decoding.Rerouted;

/// <summary>Where a record stood before it was sent again to the partition of its series.</summary>
/// <param name="Epoch">The topic's incarnation.</param>
/// <param name="Partition">The partition it came from.</param>
/// <param name="Offset">Its offset there.</param>
internal readonly record struct RecordOrigin(int Epoch, int Partition, long Offset);
