using Anomaly.Producer.Formats;
using Anomaly.Producer.Replay;

namespace Anomaly.Producer.Tests.Replay;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2014-04-01 00:05:00", "2014-04-01T00:05:00Z")]
    [InlineData("2014-04-01T00:05:00.25", "2014-04-01T00:05:00.25Z")]
    [InlineData("2014-04-01T02:05:00+02:00", "2014-04-01T00:05:00Z")]
    [InlineData("2014-04-01T00:05:00Z", "2014-04-01T00:05:00Z")]
    [InlineData("2014-04-01", "2014-04-01T00:00:00Z")]
    [InlineData("1396310700", "2014-04-01T00:05:00Z")]
    [InlineData("1396310700.5", "2014-04-01T00:05:00.5Z")]
    [InlineData("1396310700500", "2014-04-01T00:05:00.5Z")]
    [InlineData("1396310700500001", "2014-04-01T00:05:00.500001Z")]
    [InlineData("1396310700500000100", "2014-04-01T00:05:00.5000001Z")]
    public void TryParse_KnownShapes_GiveTheTimeInUtc(string text, string expected)
    {
        Assert.True(TimestampText.TryParse(text, out var time));
        Assert.Equal(expected, TimeText.Rfc3339(time));
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("timestamp")]
    [InlineData("01/04/2014")]
    [InlineData("2014-13-01 00:00:00")]
    [InlineData("2014-04-01 25:00:00")]
    [InlineData("2014-04-01 noon")]
    [InlineData("12:30")]
    [InlineData("1e30")]
    [InlineData("NaN")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(TimestampText.TryParse(text, out _));

    [Fact]
    public void TryParse_SmallestNumber_IsNanosecondsBefore1970()
    {
        Assert.True(TimestampText.TryParse("-9223372036854775808", out var time));
        Assert.Equal(1677, time.Year);
    }
}
