using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.IsolationForest;

/// <summary>Exponential moving average; the first value starts it.</summary>
internal static class Smoothing
{
    /// <summary>The average of no values.</summary>
    public const double NotStarted = double.NaN;

    public static double Next(double average, double value, double alpha) =>
        double.IsNaN(average) ? value : Finite.Clamp(alpha * value + (1 - alpha) * average);
}
