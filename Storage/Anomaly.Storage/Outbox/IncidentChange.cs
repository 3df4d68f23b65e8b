using Anomaly.Storage.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>A change that waits to be told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Kind">What became of it.</param>
internal readonly record struct IncidentChange(long Id, Guid Incident, IncidentChangeKind Kind);
