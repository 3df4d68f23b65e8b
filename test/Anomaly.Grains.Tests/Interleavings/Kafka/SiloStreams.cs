using Anomaly.Streaming.Kafka;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Tests.Interleavings.Kafka;

/// <summary>The readers of a silo.</summary>
internal sealed class SiloStreams(Simulation simulation, int partitions) : IKafkaStreamControl
{
    public Dictionary<int, Reader> Readers { get; } = [];

    public bool Restart(string provider, int partition)
    {
        if (!Readers.TryGetValue(partition, out var reader))
        {
            return false;
        }

        reader.Restart();
        return true;
    }

    public void Release(KafkaBatch batch)
    {
        if (Readers.TryGetValue(batch.Partition, out var reader))
        {
            reader.Release(batch);
        }
    }

    public bool HasRead(KafkaBatch batch) => Readers.TryGetValue(batch.Partition, out var reader) && reader.HasRead(batch);

    public bool IsCurrent(string provider, int partition, int generation) =>
        Readers.TryGetValue(partition, out var reader) && reader.Generation == generation;

    public void Commit(string provider, int partition, long nextOffset)
    {
        if (nextOffset > simulation.Tables.Progress[partition].NextOffset && simulation.Logs[partition].Epoch == 1)
        {
            simulation.Fail($"offset {nextOffset} of partition {partition} is committed to Kafka before it is saved");
        }
    }

    public int GetPartitionCount(string provider) => partitions;

    public IReadOnlyCollection<int> GetUnreadPartitions(string provider) => [];

    public IReadOnlyCollection<int> GetAssignedPartitions(string provider) => Readers.Keys;

    public IReadOnlyCollection<KafkaPartitionStatus> GetPartitions() =>
        [.. Readers.Values.Select(reader => new KafkaPartitionStatus("metrics", Simulation.Topic, reader.Partition, reader.Position, simulation.Logs[reader.Partition].High, 0, null, TimeSpan.Zero))];
}
