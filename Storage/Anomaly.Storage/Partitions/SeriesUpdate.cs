namespace Anomaly.Storage.Partitions;

/// <summary>A series' state to be written.</summary>
public sealed record SeriesUpdate
{
    /// <summary>The series' id.</summary>
    public required string SeriesId { get; init; }

    /// <summary>The offset of the newest record whose effect is in <see cref="Payload"/>.</summary>
    public required long Offset { get; init; }

    /// <summary>The snapshot of the series' detectors.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The recent points for charts; null leaves the stored ones as they are.</summary>
    public byte[]? Recent { get; init; }

    /// <summary>See <see cref="SeriesRow.Positions"/>. Written as given, null too.</summary>
    public byte[]? Positions { get; init; }

    /// <summary>The version of the settings that the payload was made with.</summary>
    public required long SettingsVersion { get; init; }

    /// <summary>The labels as a JSON object with sorted keys, where they are new or have changed; else null, which leaves the stored ones.</summary>
    public string? Labels { get; init; }

    /// <summary>Whether no row of the series was found at first contact: the series is then added to the catalog too.</summary>
    public bool IsNew { get; init; }

    /// <summary>The event time of the first sample ever, in Unix milliseconds; used where <see cref="IsNew"/>.</summary>
    public long FirstSeen { get; init; }

    /// <summary>The event time of the newest sample, in Unix milliseconds.</summary>
    public required long LastSeen { get; init; }

    /// <summary>The newest sample's value.</summary>
    public required double LastValue { get; init; }

    /// <summary>Samples seen, at most <see cref="WarmUpNeeded"/>.</summary>
    public required int WarmUpSeen { get; init; }

    /// <summary>Samples that the slowest method needs before it can alarm.</summary>
    public required int WarmUpNeeded { get; init; }
}
