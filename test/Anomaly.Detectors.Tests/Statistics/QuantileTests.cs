using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Tests.Statistics;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.3)]
    [InlineData(0.5, 3)]
    [InlineData(1, 8)]
    public void OfSorted_BetweenTwoValues_InterpolatesLinearly(double share, double expected) =>
        Assert.Equal(expected, Quantile.OfSorted([1, 2, 4, 8], share), 1e-12);
}
