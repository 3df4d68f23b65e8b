namespace Anomaly.Detectors.IsolationForest;

/// <summary>Exponential moving average; the first value starts it.</summary>
internal static class Smoothing
{
    /// <summary>The average of no values.</summary>
    public const double NotStarted = double.NaN;

    // A weighted mean, not average + α (value − average): it lies between the two and so cannot overflow.
    public static double Next(double average, double value, double alpha) =>
        double.IsNaN(average) ? value : alpha * value + (1 - alpha) * average;
}
