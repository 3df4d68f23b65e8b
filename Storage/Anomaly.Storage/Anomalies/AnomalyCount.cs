using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Anomalies;

/// <summary>How many anomalies of a kind there were in a stretch of time.</summary>
/// <param name="From">The beginning of the stretch.</param>
/// <param name="Severity">How bad they are.</param>
/// <param name="Method">The method that found them.</param>
/// <param name="Count">How many.</param>
public readonly record struct AnomalyCount(DateTimeOffset From, AnomalySeverity Severity, string Method, long Count);
