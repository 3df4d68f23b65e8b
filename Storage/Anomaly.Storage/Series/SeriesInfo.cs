using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Storage.Series;

/// <summary>A series as the database knows it.</summary>
public sealed record SeriesInfo
{
    /// <summary>The series' id.</summary>
    public required string Id { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Warming up, active, or silent where nothing was written of it for <see cref="ISeriesCatalog.SilentAfter"/>.</summary>
    public required SeriesState State { get; init; }

    /// <summary>How far the warm-up is.</summary>
    public required WarmUp WarmUp { get; init; }

    /// <summary>The event time of the first sample ever.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The event time of the newest sample.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The newest sample's value.</summary>
    public required double LastValue { get; init; }

    /// <summary>The home partition.</summary>
    public required int Partition { get; init; }

    /// <summary>The position in the home partition.</summary>
    public required long Offset { get; init; }
}
