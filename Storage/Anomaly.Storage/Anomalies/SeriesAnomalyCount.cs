using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Anomalies;

/// <summary>How many anomalies a series had in a stretch of time.</summary>
/// <param name="Series">The series' id.</param>
/// <param name="From">The beginning of the stretch.</param>
/// <param name="Count">How many.</param>
/// <param name="Worst">The worst severity among them.</param>
public readonly record struct SeriesAnomalyCount(string Series, DateTimeOffset From, long Count, AnomalySeverity Worst);
