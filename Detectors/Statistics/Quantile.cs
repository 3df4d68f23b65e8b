namespace Anomaly.Detectors.Statistics;

/// <summary>Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7).</summary>
internal static class Quantile
{
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = (sorted.Length - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
