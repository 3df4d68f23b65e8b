namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>What somebody said of an incident.</summary>
/// <param name="Author">Who.</param>
/// <param name="Text">What.</param>
/// <param name="CreatedAt">When.</param>
[GenerateSerializer, Immutable, Alias("anomaly.incident.comment")]
public sealed record IncidentComment([property: Id(0)] string Author, [property: Id(1)] string Text, [property: Id(2)] DateTimeOffset CreatedAt);
