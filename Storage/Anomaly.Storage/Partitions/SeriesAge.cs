namespace Anomaly.Storage.Partitions;

/// <summary>When a series at home in a partition was last written.</summary>
/// <param name="SeriesId">The series' id.</param>
/// <param name="UpdatedAt">When, by the clock of the owner that wrote it: some seconds after its newest sample came, or its silence was told.</param>
public readonly record struct SeriesAge(string SeriesId, DateTimeOffset UpdatedAt);
