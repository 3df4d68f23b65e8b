using Anomaly.Detectors.Multivariate;
using Anomaly.Detectors.Tests.Golden;

namespace Anomaly.Detectors.Tests.Multivariate;

public sealed class VectorForestTests
{
    private const double Similar = 0.95;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, IsolationScoreCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OfReferenceCase_CorrelatesWithScikitLearn(int number)
    {
        var expected = IsolationScoreCase.All[number];
        if (expected.Values.Distinct().Count() == 1)
            return; // Without variance there is nothing to correlate.

        float[] values = [.. expected.Values.Select(value => (float)value)];
        var forest = VectorForest.Grow(values, 1, new ForestOptions { Trees = 1000, SampleSize = values.Length });

        Assert.InRange(Correlation(expected.ScoreScikitLearn, [.. values.Select(value => -forest.Score([value]))]), Similar, 1 + 1e-9);
    }

    [Fact]
    public void Score_EqualVectors_IsThatOfNoOutlier()
    {
        var forest = VectorForest.Grow(Enumerable.Repeat(3f, 64).ToArray(), 2, new ForestOptions());

        Assert.Equal(0.5, forest.Score([3, 3]), 6);
    }

    [Fact]
    public void Score_FarFromAllInOneDimension_IsAboveThoseInTheMidst()
    {
        var vectors = Vectors(200);
        var forest = VectorForest.Grow(vectors, 3, new ForestOptions { Trees = 100 });

        Assert.InRange(forest.Score([50, 50, 200]) - forest.Score([50, 50, 50]), 0.08, 1);
    }

    [Fact]
    public void Grow_SameSeed_GrowsTheSameForest_AndAnotherSeedAnother()
    {
        var vectors = Vectors(200);
        float[] vector = [44, 61, 50];

        var score = VectorForest.Grow(vectors, 3, new ForestOptions { Seed = 5 }).Score(vector);

        Assert.Equal(score, VectorForest.Grow(vectors, 3, new ForestOptions { Seed = 5 }).Score(vector));
        Assert.NotEqual(score, VectorForest.Grow(vectors, 3, new ForestOptions { Seed = 6 }).Score(vector));
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedByNameValueAndRange()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ForestOptions { Trees = 0 });

        Assert.StartsWith("Trees is 0; must be a whole number from 1 to 10000.", error.Message, StringComparison.Ordinal);
    }

    private static float[] Vectors(int count) => [.. Series.Noise(3 * count, seed: 40).Select(value => (float)value)];

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return together / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
