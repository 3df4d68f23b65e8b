using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Storage.Series;

/// <summary>Which series are wanted.</summary>
public sealed record SeriesQuery
{
    /// <summary>Only where this text occurs in the id or in a label's name or value, whatever the case; null lets all pass.</summary>
    public string? Match { get; init; }

    /// <summary>Only in this state; null lets all pass.</summary>
    public SeriesState? State { get; init; }

    /// <summary>Only those whose id comes after this one, in byte order.</summary>
    public string? After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
