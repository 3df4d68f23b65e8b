using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>An incident's new state. The store counts its series and raises its revision itself.</summary>
/// <param name="Incident">The state.</param>
/// <param name="Change">What is to be told of it; null where nothing is.</param>
public sealed record FoldedIncident(Incident Incident, IncidentChangeKind? Change);
