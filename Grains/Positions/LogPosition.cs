namespace Anomaly.Grains.Positions;

/// <summary>A place in one incarnation of a partition's log.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Epoch">The topic's incarnation.</param>
/// <param name="Offset">The offset of the newest record whose effect is in.</param>
internal readonly record struct LogPosition(int Partition, int Epoch, long Offset)
{
    /// <summary>Whether a place of the same partition lies at or before this one.</summary>
    public bool Covers(int epoch, long offset) => epoch < Epoch || (epoch == Epoch && offset <= Offset);
}
