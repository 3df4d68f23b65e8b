namespace Anomaly.Grains.Interfaces.Catalog;

/// <summary>A page of the list of series.</summary>
/// <param name="Series">The series, by id in byte order.</param>
/// <param name="Next">The cursor of the next page; null where this is the last.</param>
[GenerateSerializer, Immutable, Alias("anomaly.catalog.page")]
public sealed record SeriesPage(
    [property: Id(0)] SeriesSummary[] Series,
    [property: Id(1)] string? Next);
