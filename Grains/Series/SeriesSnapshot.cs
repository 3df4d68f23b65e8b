namespace Anomaly.Grains.Series;

/// <summary>A series' state at a position.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.series.snapshot")]
internal sealed class SeriesSnapshot
{
    /// <summary>The detectors' state.</summary>
    [Id(0)] public required byte[] Payload { get; init; }

    /// <summary>The recent points; null where they were not asked for.</summary>
    [Id(1)] public byte[]? Recent { get; init; }

    /// <summary>The version of the settings that the state was made with.</summary>
    [Id(2)] public required long SettingsVersion { get; init; }

    /// <summary>Event time of the newest sample, Unix milliseconds.</summary>
    [Id(3)] public required long LastSeen { get; init; }

    /// <summary>Its value.</summary>
    [Id(4)] public required double LastValue { get; init; }

    /// <summary>Samples seen, at most <see cref="WarmUpNeeded"/>.</summary>
    [Id(5)] public required int WarmUpSeen { get; init; }

    /// <summary>Samples that the slowest method needs.</summary>
    [Id(6)] public required int WarmUpNeeded { get; init; }
}
