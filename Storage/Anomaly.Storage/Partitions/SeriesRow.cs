namespace Anomaly.Storage.Partitions;

/// <summary>The durable state of a series.</summary>
public sealed record SeriesRow
{
    /// <summary>The series' id.</summary>
    public required string SeriesId { get; init; }

    /// <summary>The series' home: the partition whose owner alone may write the row.</summary>
    public required int Partition { get; init; }

    /// <summary>The topic epoch that <see cref="Offset"/> belongs to.</summary>
    public required int Epoch { get; init; }

    /// <summary>The offset of the newest record of the home partition whose effect is in <see cref="Payload"/>; −1 where there is none.</summary>
    public required long Offset { get; init; }

    /// <summary>The snapshot of the series' detectors; empty where there is none.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The recent points for charts; they may be older than the payload. Null where there are none.</summary>
    public byte[]? Recent { get; init; }

    /// <summary>Positions in other partitions and of origins of records that were sent again, as the owner encodes them; null where there are none.</summary>
    public byte[]? Positions { get; init; }

    /// <summary>The version of the settings that the payload was made with.</summary>
    public required long SettingsVersion { get; init; }

    /// <summary>The labels as a JSON object with sorted keys; null where there are none.</summary>
    public string? Labels { get; init; }
}
