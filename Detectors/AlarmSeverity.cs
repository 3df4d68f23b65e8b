namespace Anomaly.Detectors;

/// <summary>How far beyond its threshold a point lies, on a scale that is the same for every detector.</summary>
public enum AlarmSeverity
{
    /// <summary>Less than 1.5 times the threshold.</summary>
    Info,

    /// <summary>From 1.5 times to less than 3 times the threshold.</summary>
    Warning,

    /// <summary>3 times the threshold or more.</summary>
    Critical,
}
