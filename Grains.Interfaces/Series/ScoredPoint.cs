namespace Anomaly.Grains.Interfaces.Series;

/// <summary>A sample as the methods saw it.</summary>
/// <param name="Timestamp">Event time.</param>
/// <param name="Value">The value, exact.</param>
/// <param name="Expected">The value expected, in single precision.</param>
/// <param name="Lower">The lower end of the band, approximate.</param>
/// <param name="Upper">The upper end of the band, approximate.</param>
/// <param name="Score">How close to alarming it was: 1 is the threshold, more is an alarm; approximate.</param>
/// <param name="AnomalyId">The anomaly raised on this sample, where one was and is still remembered.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.point")]
public readonly record struct ScoredPoint(
    [property: Id(0)] DateTimeOffset Timestamp,
    [property: Id(1)] double Value,
    [property: Id(2)] double? Expected,
    [property: Id(3)] double? Lower,
    [property: Id(4)] double? Upper,
    [property: Id(5)] double Score,
    [property: Id(6)] Guid? AnomalyId);
