namespace Anomaly.Grains.Series;

/// <summary>What a series takes along when it moves to its owner's silo. Lost on the way, it is as if the series had been collected.</summary>
/// <param name="Session">The owner's session that it belongs to.</param>
/// <param name="Position">The position in it.</param>
/// <param name="Settings">The settings' text.</param>
/// <param name="Payload">The detectors' state.</param>
/// <param name="Recent">The recent points.</param>
/// <param name="Life">The life of the series in the session.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.luggage")]
internal sealed record SeriesLuggage(
    [property: Id(0)] SessionId Session,
    [property: Id(1)] long Position,
    [property: Id(2)] string Settings,
    [property: Id(3)] byte[] Payload,
    [property: Id(4)] byte[] Recent,
    [property: Id(5)] int Life);
