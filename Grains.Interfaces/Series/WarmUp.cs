namespace Anomaly.Grains.Interfaces.Series;

/// <summary>How far a series is from being watched by every method.</summary>
/// <param name="Seen">Samples seen, at most <paramref name="Needed"/>.</param>
/// <param name="Needed">Samples that the slowest method needs.</param>
[GenerateSerializer, Immutable, Alias("anomaly.series.warmup")]
public readonly record struct WarmUp([property: Id(0)] int Seen, [property: Id(1)] int Needed);
