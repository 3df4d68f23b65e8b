namespace Anomaly.Detectors;

/// <summary>On which side of what was expected a point lies.</summary>
public enum AlarmDirection
{
    /// <summary>Higher than expected.</summary>
    Above,

    /// <summary>Lower than expected.</summary>
    Below,

    /// <summary>Neither side can be told.</summary>
    Both,
}
