namespace Anomaly.Grains.Series;

/// <summary>A sample on its way to its series.</summary>
/// <param name="Offset">The offset of its record.</param>
/// <param name="Index">Its index in the record.</param>
/// <param name="TimestampMs">Event time, Unix milliseconds.</param>
/// <param name="Value">The value; finite.</param>
[GenerateSerializer, Immutable, Alias("anomaly.sample")]
internal readonly record struct SeriesSample(
    [property: Id(0)] long Offset,
    [property: Id(1)] int Index,
    [property: Id(2)] long TimestampMs,
    [property: Id(3)] double Value);
