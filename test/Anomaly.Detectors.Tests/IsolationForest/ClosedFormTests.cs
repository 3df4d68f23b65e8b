using Anomaly.Detectors.IsolationForest;
using CsCheck;

namespace Anomaly.Detectors.Tests.IsolationForest;

/// <summary>The closed form against the definition: every tree, by recursion over its first split.</summary>
public sealed class ClosedFormTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<double[]> WithTies = Gen.Int[-4, 4].Select(i => (double)i).Array[1, 9];
    private static readonly Gen<double[]> Any = Gen.Double[-1e3, 1e3].Array[1, 9];

    [Fact]
    public void Depth_ValuesWithTies_IsTheMeanOverAllTrees() => WithTies.Sample(AssertEqualsRecursion);

    [Fact]
    public void Depth_AnyValues_IsTheMeanOverAllTrees() => Any.Sample(AssertEqualsRecursion);

    [Fact]
    public void Depth_OtherUnitAndOrigin_IsTheSame() =>
        WithTies.Select(Gen.Int[-20, 20], Gen.Int[-3, 3]).Sample((values, exponent, origin) =>
        {
            var moved = values.Select(value => (value + origin) * Math.Pow(2, exponent)).ToArray();
            AssertEqual(Depths(values), Depths(moved));
        });

    [Fact]
    public void Depth_DifferencesThatOverflow_IsThatOfTheSmallerUnit()
    {
        double[] huge = [-1.6e308, 1.6e308, 1.5e308, 0, 0, 1e308];
        var small = huge.Select(value => value / 1024).ToArray();

        AssertEqual(Depths(small), Depths(huge));
    }

    [Fact]
    public void Depth_EqualValues_IsTheAverageOfTheirNumber() =>
        Assert.All(Depths([3, 3, 3, 3, 3]), depth => Assert.Equal(ExpectedDepth.Average(5), depth));

    private static void AssertEqualsRecursion(double[] values) =>
        AssertEqual([.. values.Select(value => ByRecursion([.. values.Order()], value))], Depths(values));

    private static void AssertEqual(double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static double[] Depths(double[] values)
    {
        var depths = new double[values.Length];
        ExpectedDepth.Compute(values, depths);
        return depths;
    }

    /// <summary>One split, uniform between the smallest and the largest value, then the same on the point's side.</summary>
    private static double ByRecursion(ReadOnlySpan<double> sorted, double value)
    {
        var range = sorted[^1] - sorted[0];
        if (range == 0)
            return ExpectedDepth.Average(sorted.Length);

        var depth = 1.0;
        for (var i = 1; i < sorted.Length; i++)
        {
            var probability = (sorted[i] - sorted[i - 1]) / range;
            if (probability > 0)
                depth += probability * ByRecursion(value < sorted[i] ? sorted[..i] : sorted[i..], value);
        }

        return depth;
    }
}
