using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Interfaces.Catalog;

/// <summary>A series as the database has it: some seconds behind what its grain knows.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.catalog.series")]
public sealed record SeriesSummary
{
    /// <summary>The series' id: the key of its <see cref="ISeriesGrain"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Its labels; empty where it has none.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether every method can alarm yet, and whether samples still come.</summary>
    [Id(2)] public required SeriesState State { get; init; }

    /// <summary>How far the warm-up is.</summary>
    [Id(3)] public WarmUp WarmUp { get; init; }

    /// <summary>The event time of the first sample ever.</summary>
    [Id(4)] public DateTimeOffset FirstSeen { get; init; }

    /// <summary>The event time of the newest sample.</summary>
    [Id(5)] public DateTimeOffset LastSeen { get; init; }

    /// <summary>The newest sample's value.</summary>
    [Id(6)] public double LastValue { get; init; }

    /// <summary>The partition that its samples come from.</summary>
    [Id(7)] public int Partition { get; init; }

    /// <summary>The offset of the newest sample.</summary>
    [Id(8)] public long Offset { get; init; }
}
