using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Outbox;

/// <summary>What the channel was told of an incident, and what it was not told, where that changes.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Told">The severity that it was told to fire with; null where it was not told.</param>
/// <param name="Acknowledged">Whether it was told that somebody looks after it.</param>
/// <param name="Muted">Whether it is not told now though it fires.</param>
public readonly record struct MemberMark(Guid Incident, AnomalySeverity? Told, bool Acknowledged, bool Muted);
