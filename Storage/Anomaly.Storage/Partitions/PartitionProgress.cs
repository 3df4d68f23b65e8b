namespace Anomaly.Storage.Partitions;

/// <summary>How far a partition is. Both parts only rise; the offset begins anew with each epoch.</summary>
/// <param name="Epoch">The incarnation of the topic.</param>
/// <param name="NextOffset">The first offset whose effect may not be in a flushed row: what is below is read no more.</param>
public readonly record struct PartitionProgress(int Epoch, long NextOffset)
{
    /// <summary>Whether nobody reads a record any more.</summary>
    public bool IsBeyond(int epoch, long offset) => epoch < Epoch || (epoch == Epoch && offset < NextOffset);
}
