using System.Text;
using Anomaly.Dashboard.Ui.Cluster;

namespace Anomaly.Dashboard.Tests.Cluster;

public sealed class ClusterTextTests
{
    [Theory]
    [InlineData("{\"cpu\": 42}\n", "{\"cpu\": 42}\n")]
    [InlineData("größe.温度 🌡", "größe.温度 🌡")]
    [InlineData("a\0b\u001b[31m", "a\\u{0}b\\u{1b}[31m")]
    [InlineData("safe\u202etxt", "safe\\u{202e}txt")]
    [InlineData("", "")]
    public void Head_Text_CannotDoAnything(string text, string expected) =>
        Assert.Equal(expected, ClusterText.Head(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Head_CutInsideACharacter_LeavesItOut() =>
        Assert.Equal("Tempera", ClusterText.Head([.. "Tempera"u8, .. "🌡"u8[..3]]));

    [Fact]
    public void Head_NoText_IsItsBytes() =>
        Assert.Equal("ff fe 00 41 41 41 41 41", ClusterText.Head([0xff, 0xfe, 0, .. "AAAAA"u8]));

    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(734 << 20, "734 MB")]
    [InlineData(3L << 30, "3.0 GB")]
    public void Bytes_AnySize_HasItsUnit(long bytes, string expected) => Assert.Equal(expected, ClusterText.Bytes(bytes));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.24, "0.2")]
    [InlineData(12_345.6, "12,346")]
    public void Rate_Any_IsShort(double rate, string expected) => Assert.Equal(expected, ClusterText.Rate(rate));

    [Theory]
    [InlineData(2.14, "2.1 s")]
    [InlineData(600, "10 min")]
    [InlineData(36_000, "10 h")]
    public void Span_Any_HasItsUnit(double seconds, string expected) => Assert.Equal(expected, ClusterText.Span(TimeSpan.FromSeconds(seconds)));
}
