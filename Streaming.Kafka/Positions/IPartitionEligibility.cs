namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>
/// Says which silos may read a partition, where not every silo can (silos of different versions). Optional: without one every silo
/// may read every partition. Registered with the provider's name as key or without a key; thread-safe.
/// </summary>
public interface IPartitionEligibility
{
    /// <summary>Raised when an answer of <see cref="MayRead"/> may have changed: the partitions are then spread anew.</summary>
    event EventHandler? Changed;

    /// <summary>
    /// Whether a silo may read a partition, by what is known now; it must not wait. Each silo asks it of every silo, and all should
    /// soon come to the same answer: while they differ, two may read one partition, or none.
    /// </summary>
    bool MayRead(string provider, int partition, SiloAddress silo);
}
