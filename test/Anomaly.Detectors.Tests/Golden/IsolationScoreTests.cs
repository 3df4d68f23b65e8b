using Anomaly.Detectors.IsolationForest;

namespace Anomaly.Detectors.Tests.Golden;

public sealed class IsolationScoreTests
{
    private const double Tolerance = 1e-9;
    private const double Similar = 0.95;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, IsolationScoreCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Depth_OfReferenceCase_IsTheExactExpectation(int number)
    {
        var expected = IsolationScoreCase.All[number];

        var depths = Depths(expected.Values);

        for (var i = 0; i < depths.Length; i++)
            Assert.Equal(expected.ExpectedDepth[i], depths[i], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OfReferenceCase_IsTheExactScore(int number)
    {
        var expected = IsolationScoreCase.All[number];

        var scores = Scores(expected.Values);

        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(expected.ScoreClosedForm[i], scores[i], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Score_OfReferenceCase_CorrelatesWithAForestOfTrees(int number)
    {
        var expected = IsolationScoreCase.All[number];
        if (expected.Values.Distinct().Count() == 1)
            return; // Without variance there is nothing to correlate.

        Assert.InRange(Correlation(expected.ScoreScikitLearn, Scores(expected.Values)), Similar, 1 + Tolerance);
    }

    [Fact]
    public void ReferenceCases_AreAllThere() => Assert.Equal(30, IsolationScoreCase.All.Count);

    private static double[] Depths(double[] values)
    {
        var depths = new double[values.Length];
        ExpectedDepth.Compute(values, depths);
        return depths;
    }

    private static double[] Scores(double[] values)
    {
        var options = new IsolationForestOptions(batchSize: Math.Max(values.Length, 2), smoothingAlpha: 1);
        var history = new DecisionHistory(values.Length);
        var work = new double[Batch.WorkSize(values.Length)];
        return Batch.Score(Series.Of(values), Smoothing.NotStarted, options, ref history, keep: false, work).Scores.ToArray();
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return together / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
