namespace Anomaly.Storage.Incidents;

/// <summary>What an incident has of one series.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="AnomalyCount">How many anomalies.</param>
/// <param name="LastAnomalyAt">The event time of the last.</param>
/// <param name="LastDetectedAt">When the last was detected.</param>
public sealed record IncidentSeries(string Series, long AnomalyCount, DateTimeOffset LastAnomalyAt, DateTimeOffset LastDetectedAt);
