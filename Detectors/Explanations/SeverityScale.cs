namespace Anomaly.Detectors.Explanations;

/// <summary>One scale for all detectors: the measure as a multiple of its threshold.</summary>
internal static class SeverityScale
{
    private const double Warning = 1.5;
    private const double Critical = 3;

    /// <summary>The finite ratio of a measure to its threshold; above 1 exactly where the measure is above the threshold.</summary>
    public static double Ratio(double measure, double threshold)
    {
        if (measure <= threshold)
            return threshold > 0 ? measure / threshold : 0;

        // Rounding may bring the ratio of two neighbours down to 1; a threshold of zero brings it to infinity.
        return Math.Clamp(measure / threshold, Math.BitIncrement(1.0), double.MaxValue);
    }

    public static AlarmSeverity Of(double ratio) => ratio switch
    {
        < Warning => AlarmSeverity.Info,
        < Critical => AlarmSeverity.Warning,
        _ => AlarmSeverity.Critical,
    };
}
