namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>Somebody looks after an incident.</summary>
/// <param name="Author">Who.</param>
/// <param name="At">Since when.</param>
[GenerateSerializer, Immutable, Alias("anomaly.incident.acknowledgement")]
public sealed record IncidentAcknowledgement([property: Id(0)] string Author, [property: Id(1)] DateTimeOffset At);
