namespace Anomaly.Bench.Reporting;

/// <summary>The smallest of the figures that a part of all is not above.</summary>
internal static class Percentile
{
    public static double Of(IReadOnlyList<double> sorted, double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
}
