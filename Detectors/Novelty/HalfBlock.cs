using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Novelty;

/// <summary>Sum and extremes of a few values that follow each other.</summary>
internal struct HalfBlock
{
    public double Sum;
    public double Highest;
    public double Lowest;
    public int Count;

    /// <summary>The same with one more value.</summary>
    public readonly HalfBlock With(double value) => new()
    {
        Sum = Sum + value,
        Highest = Count == 0 ? value : Math.Max(Highest, value),
        Lowest = Count == 0 ? value : Math.Min(Lowest, value),
        Count = Count + 1,
    };

    /// <summary>
    /// What stands for two half-blocks: the extreme that is farther from their mean, where it stands out; else the mean.
    /// </summary>
    /// <param name="before">The one before.</param>
    /// <param name="now">The one after it.</param>
    /// <param name="range">The range of the series.</param>
    public static double Stand(in HalfBlock before, in HalfBlock now, double range)
    {
        var mean = (before.Sum + now.Sum) / Math.Max(before.Count + now.Count, 1);
        var above = Math.Max(before.Highest, now.Highest) - mean;
        var below = mean - Math.Min(before.Lowest, now.Lowest);
        var extreme = above > below ? mean + above : mean - below;
        return Math.Max(above, below) > 0.05 * range ? extreme : mean;
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref Sum);
        state.Value(ref Highest);
        state.Value(ref Lowest);
        state.Value(ref Count);
        Count = Math.Clamp(Count, 0, PrototypeNovelty.LongestHalf);
    }
}
