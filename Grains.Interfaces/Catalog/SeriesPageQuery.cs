using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Grains.Interfaces.Catalog;

/// <summary>Which series are wanted, and which page of them.</summary>
[GenerateSerializer, Immutable, Alias("anomaly.catalog.query")]
public sealed record SeriesPageQuery
{
    /// <summary>The most series of one page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Only where this text occurs in the id or in a label's name or value, whatever the case; null or empty lets all pass.</summary>
    [Id(0)] public string? Match { get; init; }

    /// <summary>Only in this state; null lets all pass.</summary>
    [Id(1)] public SeriesState? State { get; init; }

    /// <summary>How many at the most.</summary>
    /// <value>The default value is 100; it must be from 1 to <see cref="MaxLimit"/>.</value>
    [Id(2)] public int Limit { get; init; } = 100;

    /// <summary><see cref="SeriesPage.Next"/> of the page before; null or empty for the first page.</summary>
    [Id(3)] public string? Cursor { get; init; }
}
