using System.Text;
using Anomaly.Grains.Interfaces.Cluster;
using Anomaly.Storage.DeadLetters;
using SiloStatus = Anomaly.Grains.Interfaces.Cluster.SiloStatus;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Silos, partitions and dead letters for tests.</summary>
internal static class Clusters
{
    public static SiloStatus Silo(string name, double perSecond = 1200, bool heard = true, string? trouble = null, params PartitionReport[] partitions) => new(
        new SiloReport
        {
            Name = name,
            Address = $"127.0.0.1:{11111 + name[^1]}@1",
            Version = "0.1.0",
            StartedAt = Samples.Noon.AddDays(-2),
            At = Samples.Noon,
            SamplesApplied = 1_000_000,
            Activations = 25_031,
            MemoryBytes = 734L << 20,
            Partitions = partitions,
            Trouble = trouble,
        },
        perSecond,
        heard);

    public static PartitionReport Partition(int number, bool owned = true, long? lag = 0, long epoch = 3, string? trouble = null) => new()
    {
        Partition = number,
        Owned = owned,
        Lag = lag,
        QueueDepth = 12,
        AppliedTo = 1_234_567,
        Series = 2_500,
        CheckpointAge = owned ? TimeSpan.FromSeconds(2.1) : null,
        OwnerEpoch = epoch,
        Trouble = trouble,
    };

    public static DeadLetter Letter(string value, string reason = "not_json", long offset = 7, DateTimeOffset? at = null) => new()
    {
        Topic = "metrics",
        Epoch = 1,
        Partition = 2,
        Offset = offset,
        Reason = reason,
        Detail = "The value is not JSON: unexpected '<' at byte 0; send an object, an array or line protocol.",
        At = at ?? Samples.Noon,
        ValueHead = Encoding.UTF8.GetBytes(value),
        ValueSize = Encoding.UTF8.GetByteCount(value),
    };
}
