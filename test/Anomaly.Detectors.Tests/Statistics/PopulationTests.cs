using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Tests.Statistics;

public sealed class PopulationTests
{
    private static readonly double[] Values = [2, 4, 4, 4, 5, 5, 7, 9];

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(1020)]
    [InlineData(-600)]
    [InlineData(-1050)]
    public void MeanAndDeviation_AnyUnit_AreThoseOfTheUnit(int exponent)
    {
        // Powers of two, so that the unit changes no digit; 2 to the -1050 is denormal.
        var values = Values.Select(value => Math.ScaleB(value, exponent)).ToArray();

        var mean = Population.Mean(values);

        Assert.Equal(Math.ScaleB(5, exponent), mean);
        Assert.Equal(2, Math.ScaleB(Population.StandardDeviation(values, mean), -exponent), 1e-12);
    }

    [Fact]
    public void MeanAndDeviation_LargestNumbersOfBothSigns_AreFinite()
    {
        double[] values = [double.MaxValue, double.MinValue, double.MaxValue, double.MaxValue];

        var mean = Population.Mean(values);

        Assert.Equal(double.MaxValue / 2, mean, double.MaxValue * 1e-12);
        Assert.True(double.IsFinite(Population.StandardDeviation(values, mean)));
    }

    [Fact]
    public void Mean_EqualValues_IsExactlyTheirValue() =>
        Assert.Equal(0.1, Population.Mean([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]));
}
