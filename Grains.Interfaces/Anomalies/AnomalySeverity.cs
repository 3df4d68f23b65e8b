namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>How bad an anomaly is. On the wire: <c>info</c>, <c>warning</c>, <c>critical</c>.</summary>
public enum AnomalySeverity
{
    /// <summary>Just over the threshold.</summary>
    Info = 0,

    /// <summary>Well over the threshold.</summary>
    Warning = 1,

    /// <summary>Far over the threshold.</summary>
    Critical = 2,
}
