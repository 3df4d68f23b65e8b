using System.Globalization;
using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2026-11-22T10:00:00Z")]
    [InlineData("2026-11-22t10:00:00z")]
    [InlineData("2026-11-22 10:00:00Z")]
    [InlineData("2026-11-22T10:00:00+00:00")]
    [InlineData("2026-11-22T10:00:00-00:00")]
    [InlineData("2026-11-22T15:30:00+05:30")]
    [InlineData("2026-11-21T23:00:00-11:00")]
    [InlineData("2026-11-22T10:00:00.0Z")]
    [InlineData("2026-11-22T10:00:00.000999999Z")]
    public void Text_OfTheSameMoment_IsTheSameTime(string text) =>
        Assert.Equal(1_795_341_600_000, TimeOf($"\"{text}\""));

    [Theory]
    [InlineData("2026-11-22T10:00:00.1Z", 100)]
    [InlineData("2026-11-22T10:00:00.12+00:00", 120)]
    [InlineData("2026-11-22T10:00:00.123Z", 123)]
    [InlineData("2026-11-22T10:00:00.1239Z", 123)]
    [InlineData("2026-11-22T10:00:00.123456789Z", 123)]
    public void Text_WithFraction_IsCutToMilliseconds(string text, int milliseconds) =>
        Assert.Equal(1_795_341_600_000 + milliseconds, TimeOf($"\"{text}\""));

    [Fact]
    public void Text_WithEscapes_IsRead() => Assert.Equal(1_795_341_600_000, TimeOf("\"2026\\u002d11-22T10:00:00\\u005a\""));

    [Theory]
    [InlineData("1980-01-01T00:00:00Z")]
    [InlineData("2000-02-29T12:00:00Z")]
    [InlineData("2024-02-29T23:59:59Z")]
    [InlineData("2099-12-31T23:59:59Z")]
    [InlineData("2100-01-01T00:00:00Z")]
    public void Text_OfAnyDay_IsWhatTheCalendarSays(string text) =>
        Assert.Equal(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), TimeOf($"\"{text}\""));

    [Theory]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z")]
    public void Text_OfALeapSecond_IsTheSecondAfterIt(string text, string same) => Assert.Equal(TimeOf($"\"{same}\""), TimeOf($"\"{text}\""));

    [Theory]
    [InlineData("1795341600", 0)]
    [InlineData("1795341600000", 0)]
    [InlineData("1795341600000000", 0)]
    [InlineData("1795341600000000000", 0)]
    [InlineData("1795341600.0", 0)]
    [InlineData("1.7953416e9", 0)]
    [InlineData("1.7953416e12", 0)]
    [InlineData("1795341600.123", 123)]
    [InlineData("1795341600.1239", 123)]
    [InlineData("1795341600123.9", 123)]
    [InlineData("1795341600123999", 123)]
    [InlineData("1795341600123999999", 123)]
    public void Number_InAnyUnit_IsToldApartBySize(string number, int milliseconds) =>
        Assert.Equal(1_795_341_600_000 + milliseconds, TimeOf(number));

    [Theory]
    [InlineData("315532800", 315_532_800_000)]
    [InlineData("315532800000", 315_532_800_000)]
    [InlineData("315532800000000", 315_532_800_000)]
    [InlineData("315532800000000000", 315_532_800_000)]
    [InlineData("4102444800", 4_102_444_800_000)]
    [InlineData("4102444800000", 4_102_444_800_000)]
    [InlineData("4102444800000000", 4_102_444_800_000)]
    [InlineData("4102444800000000000", 4_102_444_800_000)]
    public void Number_AtTheEdgeOfWhatIsBelievable_IsAccepted(string number, long expected) => Assert.Equal(expected, TimeOf(number));

    [Theory]
    [InlineData("315532799")]
    [InlineData("4102444801")]
    [InlineData("315532799999")]
    [InlineData("4102444800001")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-1700000000000")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("1e300")]
    [InlineData("1e-300")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1e999")]
    [InlineData("\"\"")]
    [InlineData("\"1795341600\"")]
    [InlineData("\"2026-11-22\"")]
    [InlineData("\"2026-11-22T10:00Z\"")]
    [InlineData("\"2026-11-22T10:00:00\"")]
    [InlineData("\"2026-11-22T10:00:00.Z\"")]
    [InlineData("\"2026-11-22T10:00:00.1234567890Z\"")]
    [InlineData("\"2026-11-22T10:00:00,5Z\"")]
    [InlineData("\"2026-11-22T10:00:00+0100\"")]
    [InlineData("\"2026-11-22T10:00:00+24:00\"")]
    [InlineData("\"2026-11-22T10:00:00+01:60\"")]
    [InlineData("\"2026-11-22T10:00:00ZZ\"")]
    [InlineData("\"2026-11-22T10:00:00Z \"")]
    [InlineData("\" 2026-11-22T10:00:00Z\"")]
    [InlineData("\"2026-11-22T10:00:60Z\"")]
    [InlineData("\"2026-11-22T10:00:61Z\"")]
    [InlineData("\"2026-11-22T10:60:00Z\"")]
    [InlineData("\"2026-11-22T24:00:00Z\"")]
    [InlineData("\"2026-11-31T10:00:00Z\"")]
    [InlineData("\"2023-02-29T10:00:00Z\"")]
    [InlineData("\"2026-00-22T10:00:00Z\"")]
    [InlineData("\"2026-13-22T10:00:00Z\"")]
    [InlineData("\"2026-11-00T10:00:00Z\"")]
    [InlineData("\"0000-01-01T10:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("\"1979-12-31T23:59:59.999Z\"")]
    [InlineData("\"2100-01-01T00:00:00.001Z\"")]
    [InlineData("\"2O26-11-22T10:00:00Z\"")]
    [InlineData("\"-026-11-22T10:00:00Z\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"NaN\"")]
    [InlineData("NaN")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1795341600]")]
    public void Time_ThatIsNoneOrUnbelievable_IsRefused(string json)
    {
        var error = Reading.Error($$"""{"series":"a","value":1,"timestamp":{{json}}}""");
        Assert.Equal((RejectReason.InvalidTimestamp, "timestamp"), (error.Reason, error.Field));
    }

    [Theory]
    [InlineData("\"1795341600\"", "is \"1795341600\"; a number since 1970 must stand without quotes")]
    [InlineData("\"2026-11-22T10:00:00.5\"", "is \"2026-11-22T10:00:00.5\"; must say its offset from UTC: add Z, or such as +01:00")]
    [InlineData("12", "is 12; must lie between 1980-01-01 and 2100-01-01")]
    public void Time_ThatIsRefused_SaysTheRemedy(string json, string detail) =>
        Assert.Equal(detail, Reading.Error($$"""{"series":"a","value":1,"timestamp":{{json}}}""").Detail);

    [Theory]
    [InlineData("")]
    [InlineData(",\"timestamp\":null")]
    public void Time_Absent_IsTheRecordsOwn(string timestamp)
    {
        var record = $$"""{"series":"a","value":1{{timestamp}}}""";
        Assert.Equal(1_600_000_000_000, Reading.Sample(record, recordTime: 1_600_000_000_000).TimestampMs);
        Assert.Equal(RejectReason.MissingTimestamp, Reading.Error(record, recordTime: -1).Reason);
        Assert.Equal(RejectReason.InvalidTimestamp, Reading.Error(record, recordTime: 0).Reason);
    }

    private static long TimeOf(string json) =>
        Reading.Sample($$"""{"series":"a","value":1,"timestamp":{{json}}}""", recordTime: -1).TimestampMs;
}
