namespace Anomaly.Grains.Interfaces.Series;

/// <summary>How a series is.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.series.status")]
public sealed record SeriesStatus
{
    /// <summary>The series' id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whether it is watched by every method yet.</summary>
    [Id(1)] public required SeriesState State { get; init; }

    /// <summary>How far the warm-up is.</summary>
    [Id(2)] public WarmUp WarmUp { get; init; }

    /// <summary>The event time of the newest sample.</summary>
    [Id(3)] public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The newest sample's value.</summary>
    [Id(4)] public double? LastValue { get; init; }

    /// <summary>The settings in force: a JSON object, <c>methods</c> with one object a method.</summary>
    [Id(5)] public string Settings { get; init; } = "{}";

    /// <summary>The version of the settings in force.</summary>
    [Id(6)] public long SettingsVersion { get; init; }

    /// <summary>The offset of the newest sample that was applied; −1 where there is none.</summary>
    [Id(7)] public long Offset { get; init; } = -1;

    /// <summary>The partition of that sample.</summary>
    [Id(8)] public int Partition { get; init; } = -1;
}
