namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>
/// An anomaly on the live feed. It comes twice with the same id: as it arises (<see cref="Durable"/> is false), and once it is
/// in the database. After a crash the first may come again; one that is not durable may, rarely, never become so.
/// </summary>
/// <param name="Record">The anomaly.</param>
/// <param name="Durable">Whether it is in the database.</param>
[GenerateSerializer, Immutable, Alias("anomaly.event")]
public sealed record AnomalyEvent(
    [property: Id(0)] AnomalyRecord Record,
    [property: Id(1)] bool Durable);
