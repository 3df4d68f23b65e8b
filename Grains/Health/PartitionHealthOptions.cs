namespace Anomaly.Grains.Health;

/// <summary>What is expected of the partitions of this silo.</summary>
public sealed class PartitionHealthOptions
{
    /// <summary>Whether there is no other silo, so that every partition must be read here.</summary>
    public bool OnlySilo { get; set; }
}
