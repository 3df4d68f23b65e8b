using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>All of an anomaly that is counted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was detected.</param>
/// <param name="Series">Its series.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Method">The method that found it.</param>
internal readonly record struct Detection(Guid Id, DateTimeOffset At, string Series, AnomalySeverity Severity, string Method)
{
    public static Detection Of(AnomalyRecord record) =>
        new(record.Id, record.DetectedAt, record.MetricName, record.Severity, record.DetectionMethod);
}
