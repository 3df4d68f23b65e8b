using System.Text;
using Anomaly.Producer.Formats;

namespace Anomaly.Producer.Tests.Formats;

public sealed class RecordFormatTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Labels = new() { ["zone"] = "a", ["host"] = "web-1" };

    [Theory]
    [InlineData(RecordFormat.Json, """{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00Z","value":42.5,"labels":{"host":"web-1","zone":"a"}}""")]
    [InlineData(RecordFormat.Seed, """{"web-1.cpu":42.5,"timestamp":"2026-11-22T10:00:00Z"}""")]
    [InlineData(RecordFormat.Prometheus, """{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"web-1.cpu","labels":{"host":"web-1","zone":"a"}}""")]
    [InlineData(RecordFormat.Influx, "web-1.cpu,host=web-1,zone=a value=42.5 1795341600000000000")]
    public void Encode_EachFormat_GivesExactlyTheseBytes(RecordFormat format, string expected) =>
        Assert.Equal(expected, Encode(format, "web-1.cpu", Labels, Time, 42.5));

    [Theory]
    [InlineData(RecordFormat.Json, """{"series":"a","timestamp":"2026-11-22T10:00:00Z","value":1}""")]
    [InlineData(RecordFormat.Prometheus, """{"timestamp":"2026-11-22T10:00:00Z","value":"1","name":"a","labels":{}}""")]
    [InlineData(RecordFormat.Influx, "a value=1 1795341600000000000")]
    public void Encode_WithoutLabels_LeavesThemOut(RecordFormat format, string expected) =>
        Assert.Equal(expected, Encode(format, "a", [], Time, 1));

    [Fact]
    public void Encode_NamesWithSpecialCharacters_AreEscaped()
    {
        var labels = new Dictionary<string, string> { ["a b"] = "c,d=e", ["empty"] = "" };
        Assert.Equal("""cpu\ of\,x=y,a\ b=c\,d\=e value=1 1795341600000000000""", Encode(RecordFormat.Influx, "cpu of,x=y", labels, Time, 1));
        Assert.Equal("""{"series":"say \"hi\" ü","timestamp":"2026-11-22T10:00:00Z","value":1}""", Encode(RecordFormat.Json, "say \"hi\" ü", [], Time, 1));
    }

    [Theory]
    [InlineData(0, "2026-11-22T10:00:00Z")]
    [InlineData(5_000_000, "2026-11-22T10:00:00.5Z")]
    [InlineData(1_230_001, "2026-11-22T10:00:00.1230001Z")]
    public void Encode_FractionsOfASecond_AreKeptAsFarAsThereAre(long ticks, string expected) =>
        Assert.Contains($"\"timestamp\":\"{expected}\"", Encode(RecordFormat.Json, "a", [], Time.AddTicks(ticks), 1), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(-1e21, "-1E+21")]
    [InlineData(0, "0")]
    public void Encode_Values_ComeBackBitForBit(double value, string expected) =>
        Assert.EndsWith($"\"value\":{expected}}}", Encode(RecordFormat.Json, "a", [], Time, value), StringComparison.Ordinal);

    [Fact]
    public void Encode_SameEncoderForTwoFormatsAndTimes_MixesNothingUp()
    {
        var encoder = new RecordEncoder();
        var influx = RecordTemplate.For(RecordFormat.Influx, "a", Labels);
        var json = RecordTemplate.For(RecordFormat.Json, new string('x', 2000), Labels);
        encoder.Encode(json, Time, 1);
        Assert.EndsWith(" 1795341600000000000", Encoding.UTF8.GetString(encoder.Encode(influx, Time, 1)), StringComparison.Ordinal);
        Assert.EndsWith(" 1795341601000000000", Encoding.UTF8.GetString(encoder.Encode(influx, Time.AddSeconds(1), 1)), StringComparison.Ordinal);
        Assert.Contains("10:00:01Z", Encoding.UTF8.GetString(encoder.Encode(json, Time.AddSeconds(1), 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Seed_SeriesNamedAsAReservedField_IsRefused() =>
        Assert.Contains("'timestamp'", Assert.Throws<InvalidSettingException>(() => RecordTemplate.For(RecordFormat.Seed, "timestamp", Labels)).Message, StringComparison.Ordinal);

    private static string Encode(RecordFormat format, string series, Dictionary<string, string> labels, DateTimeOffset time, double value) =>
        Encoding.UTF8.GetString(new RecordEncoder().Encode(RecordTemplate.For(format, series, labels), time, value));
}
