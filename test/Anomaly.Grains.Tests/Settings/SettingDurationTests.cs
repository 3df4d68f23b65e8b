using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Tests.Settings;

public sealed class SettingDurationTests
{
    [Theory]
    [InlineData("0s", 0, "0s")]
    [InlineData("90s", 90, "1m30s")]
    [InlineData("5m", 300, "5m")]
    [InlineData("1h30m", 5400, "1h30m")]
    [InlineData("1d12h", 129_600, "1d12h")]
    [InlineData("36h", 129_600, "1d12h")]
    public void TryParse_Duration_IsReadAndHasOneSpelling(string text, int seconds, string spelling)
    {
        Assert.True(SettingDuration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
        Assert.Equal(spelling, SettingDuration.Format(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("5m5m")]
    [InlineData("5s5m")]
    [InlineData("1.5h")]
    [InlineData("5 m")]
    [InlineData("00:05:00")]
    [InlineData("9999999999s")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(SettingDuration.TryParse(text, out _));

    [Fact]
    public void Format_PartOfASecond_IsNotNone() => Assert.Equal("1s", SettingDuration.Format(TimeSpan.FromMilliseconds(200)));
}
