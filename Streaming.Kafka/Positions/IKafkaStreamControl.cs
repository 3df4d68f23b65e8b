namespace Anomaly.Streaming.Kafka.Positions;

/// <summary>The receivers of this silo, for the consumers of their batches. A singleton of the silo's services; thread-safe; no method waits.</summary>
public interface IKafkaStreamControl
{
    /// <summary>Forgets what was read of a partition and not released, and asks <see cref="IStreamPositions"/> again before the next read.</summary>
    /// <returns>False where this silo does not read that partition.</returns>
    bool Restart(string provider, int partition);

    /// <summary>
    /// Says that a batch was dealt with (or dropped), so that its bytes no longer count against
    /// <see cref="Options.KafkaStreamOptions.MaxUnreleasedBytes"/>; above that limit the receiver reads nothing. A batch that was read before the last restart changes nothing.
    /// </summary>
    void Release(KafkaBatch batch);

    /// <summary>Whether a batch was read by this silo's reader of its partition, before a restart or after it.</summary>
    bool HasRead(KafkaBatch batch);

    /// <summary>Whether this silo's reader of a partition reads under a generation now: it was not restarted since.</summary>
    bool IsCurrent(string provider, int partition, int generation);

    /// <summary>Commits an offset to Kafka in the background, for lag tools. A failure is logged and forgotten.</summary>
    void Commit(string provider, int partition, long nextOffset);

    /// <summary>How many partitions the provider's topic has; 0 until the silo is connected.</summary>
    int GetPartitionCount(string provider);

    /// <summary>The partitions that nobody reads because no silo of the cluster may; see <see cref="IPartitionEligibility"/>.</summary>
    IReadOnlyCollection<int> GetUnreadPartitions(string provider);

    /// <summary>The partitions that are this silo's to read, as they were spread last; null until they were, which is while the silo is no active member of the cluster.</summary>
    IReadOnlyCollection<int>? GetAssignedPartitions(string provider);

    /// <summary>The partitions that this silo reads now.</summary>
    IReadOnlyCollection<KafkaPartitionStatus> GetPartitions();
}
