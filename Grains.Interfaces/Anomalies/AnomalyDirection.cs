namespace Anomaly.Grains.Interfaces.Anomalies;

/// <summary>On which side of the expectation a value lies. On the wire: <c>above</c>, <c>below</c>, <c>both</c>.</summary>
public enum AnomalyDirection
{
    /// <summary>Higher than expected.</summary>
    Above = 0,

    /// <summary>Lower than expected.</summary>
    Below = 1,

    /// <summary>Neither or both, such as a change of shape.</summary>
    Both = 2,
}
