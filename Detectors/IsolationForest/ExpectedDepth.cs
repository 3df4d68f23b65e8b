namespace Anomaly.Detectors.IsolationForest;

/// <summary>
/// The depth at which a random isolation tree isolates a point, averaged over all trees, without growing any.
/// </summary>
/// <remarks>
/// Liu, Ting, Zhou: "Isolation Forest", ICDM 2008. Each split of an isolation tree is uniform between the smallest and the
/// largest value of its node. In one dimension only gaps between neighbours can be split. A gap is on a point's path where the
/// first split that falls between the point and the gap's far end falls into the gap itself; splits being uniform, that has the
/// probability gap ÷ distance from the point to the gap's far end. The sum of these over all gaps is the expected number
/// of splits. Equal values cannot be split and share a leaf, which stands for c(ties) more.
/// </remarks>
internal static class ExpectedDepth
{
    private const double EulersConstant = 0.57721566490153286;

    /// <summary>c(n): the average depth of an unsuccessful search in a binary search tree of n keys (equation 1 there).</summary>
    public static double Average(int n) => n switch
    {
        <= 1 => 0,
        2 => 1,
        _ => 2 * (Math.Log(n - 1) + EulersConstant) - 2.0 * (n - 1) / n,
    };

    /// <summary>Computes the expected depth of every value among all of them.</summary>
    /// <param name="values">Finite values, in any order.</param>
    /// <param name="depths">Receives the depths, in the order of <paramref name="values"/>.</param>
    public static void Compute(ReadOnlySpan<double> values, Span<double> depths)
    {
        Span<double> sorted = stackalloc double[values.Length];
        Span<int> positions = stackalloc int[values.Length];
        values.CopyTo(sorted);
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        sorted.Sort(positions);
        ShrinkHuge(sorted);

        for (int first = 0, end; first < sorted.Length; first = end)
        {
            end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
                end++;

            var depth = Splits(sorted, first, end) + Average(end - first);
            foreach (var position in positions[first..end])
                depths[position] = depth;
        }
    }

    /// <summary>The gaps below and above the equal values at <paramref name="first"/> … <paramref name="end"/> − 1.</summary>
    private static double Splits(ReadOnlySpan<double> sorted, int first, int end)
    {
        var value = sorted[first];
        var splits = 0.0;
        for (var low = 0; low < first; low++)
            splits += (sorted[low + 1] - sorted[low]) / (value - sorted[low]);
        for (var high = end; high < sorted.Length; high++)
            splits += (sorted[high] - sorted[high - 1]) / (sorted[high] - value);
        return splits;
    }

    /// <summary>Depths do not depend on the unit; a smaller one keeps differences of huge values finite.</summary>
    private static void ShrinkHuge(Span<double> sorted)
    {
        const double HarmlessFactor = 0.25;
        if (double.IsFinite(sorted[^1] - sorted[0]))
            return;
        foreach (ref var value in sorted)
            value *= HarmlessFactor;
    }
}
