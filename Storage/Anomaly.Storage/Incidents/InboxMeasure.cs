namespace Anomaly.Storage.Incidents;

/// <summary>How much there is.</summary>
/// <param name="Rows">Anomalies that are in no incident yet.</param>
/// <param name="Oldest">When the oldest of them was detected; null where there is none.</param>
/// <param name="Firing">Incidents that go on.</param>
public readonly record struct InboxMeasure(long Rows, DateTimeOffset? Oldest, long Firing);
