using Anomaly.Detectors.Explanations;

namespace Anomaly.Detectors.Tests.Explanations;

public sealed class RoundedTests
{
    [Theory]
    [InlineData(41.300000000000004, "41.3")]
    [InlineData(0.20419706, "0.2042")]
    [InlineData(-12345.6, "-12346")]
    [InlineData(-0.0, "0")]
    [InlineData(20, "20")]
    [InlineData(123456789.123, "123456789")]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(0.0000123456, "1.235E-05")]
    [InlineData(1e300, "1E+300")]
    public void Text_AnyNumber_HasAboutFourSignificantDigits(double value, string expected) =>
        Assert.Equal(expected, Rounded.Text(value));
}
