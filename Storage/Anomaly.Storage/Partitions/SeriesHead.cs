namespace Anomaly.Storage.Partitions;

/// <summary>What is read of a series at home in a partition without reading its state.</summary>
/// <param name="SeriesId">The series' id.</param>
/// <param name="Labels">The labels as a JSON object with sorted keys; null where there are none.</param>
/// <param name="Head">The first bytes of the state, as many as were asked for.</param>
public sealed record SeriesHead(string SeriesId, string? Labels, byte[] Head);
