namespace Anomaly.Dashboard.Api.Series;

/// <summary>The newest record of a partition whose samples the series has.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The record's offset.</param>
internal sealed record SeriesPosition(int Partition, long Offset);
