namespace Anomaly.Grains.Interfaces.Cluster;

/// <summary>What a silo says of itself each second.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.cluster.silo")]
public sealed record SiloReport
{
    /// <summary>The silo's name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its address and generation, as Orleans writes it.</summary>
    [Id(1)] public required string Address { get; init; }

    /// <summary>The program's version.</summary>
    [Id(2)] public required string Version { get; init; }

    /// <summary>When the process started.</summary>
    [Id(3)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it said so, by its clock.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }

    /// <summary>Samples applied since the process started.</summary>
    [Id(5)] public long SamplesApplied { get; init; }

    /// <summary>Records sent to the dead-letter topic since the process started, by reason.</summary>
    [Id(6)] public IReadOnlyDictionary<string, long> RecordsRejected { get; init; } = new Dictionary<string, long>();

    /// <summary>Records that the broker's retention removed before they were read, since the process started.</summary>
    [Id(7)] public long RecordsLost { get; init; }

    /// <summary>Grains that are active on the silo; null where it is not known.</summary>
    [Id(8)] public int? Activations { get; init; }

    /// <summary>Memory of the process in bytes.</summary>
    [Id(9)] public long MemoryBytes { get; init; }

    /// <summary>The partitions that it reads.</summary>
    [Id(10)] public PartitionReport[] Partitions { get; init; } = [];

    /// <summary>Why it is not ready; null where it is.</summary>
    [Id(11)] public string? Trouble { get; init; }
}
