namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>What people made of an anomaly. On the wire in snake_case: <c>new</c>, <c>confirmed</c>, <c>expected</c>, <c>false_alarm</c>.</summary>
public enum AnomalyStatus
{
    /// <summary>Nobody judged it yet.</summary>
    New = 0,

    /// <summary>It was a real problem.</summary>
    Confirmed = 1,

    /// <summary>It was real, and known beforehand.</summary>
    Expected = 2,

    /// <summary>It was nothing.</summary>
    FalseAlarm = 3,
}
