namespace Anomaly.Detectors.Statistics;

/// <summary>Keeps arithmetic on finite but huge values finite.</summary>
internal static class Finite
{
    /// <summary>An overflow becomes the largest number of its sign.</summary>
    public static double Clamp(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);
}
