using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class SeedFormatTests
{
    [Fact]
    public void Object_OneField_IsASampleOfTheSeriesOfThatName() =>
        Assert.Equal(new ReadSample("cpu", "", 1_795_341_600_000, 42.5, 0), Reading.Sample("""{"cpu":42.5,"timestamp":"2026-11-22T10:00:00Z"}"""));

    [Fact]
    public void Object_SeveralFields_IsASampleForEachNumericOne() =>
        Assert.Equal(
            [
                new ReadSample("cpu", "", 1_700_000_005_500, 42.5, 0),
                new ReadSample("mem", "", 1_700_000_005_500, 71, 1),
                new ReadSample("value", "", 1_700_000_005_500, 7, 2),
            ],
            Reading.Samples("""{"cpu":42.5,"host":"web-1","timestamp":1700000005.5,"up":true,"mem":71,"tags":["a"],"nested":{"x":1},"none":null,"value":7,"text":"5"}"""));

    [Theory]
    [InlineData("""{"value":1}""", "value")]
    [InlineData("""{"c\u0070u":1}""", "cpu")]
    [InlineData("""{"cpu \"0\"":1}""", "cpu \"0\"")]
    [InlineData("""{"name":"web-1","cpu":1}""", "cpu")]
    [InlineData("""{"name":"web-1","labels":{"a":"b"},"cpu":1}""", "cpu")]
    [InlineData("""{"labels":"none","samples":1}""", "samples")]
    [InlineData("""{"тест":1}""", "тест")]
    public void Object_OddFields_AreStillNamesOfSeries(string record, string series) =>
        Assert.Equal(new ReadSample(series, "", Reading.RecordTime, 1, 0), Reading.Sample(record));

    [Fact]
    public void Object_SameFieldTwice_TheLaterCounts() =>
        Assert.Equal(
            [new ReadSample("a", "", Reading.RecordTime, 3, 0), new ReadSample("b", "", Reading.RecordTime, 2, 1)],
            Reading.Samples("""{"a":1,"b":2,"\u0061":3}"""));

    [Fact]
    public void Object_ThousandsOfFieldsTwice_TheLaterCount()
    {
        var once = Enumerable.Range(0, 3000).Select(i => $"\"f{i}\":{i}");
        var again = Enumerable.Range(0, 3000).Select(i => $"\"f{i}\":{-i}");
        var samples = Reading.Samples($"{{{string.Join(',', once.Concat(again))}}}");
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => new ReadSample($"f{i}", "", Reading.RecordTime, -i, i)), samples);
    }

    [Theory]
    [InlineData("{}", RejectReason.EmptyRecord, "$")]
    [InlineData("""{"timestamp":1700000000}""", RejectReason.EmptyRecord, "$")]
    [InlineData("""{"cpu":"42.5"}""", RejectReason.EmptyRecord, "$")]
    [InlineData("""{"cpu":NaN}""", RejectReason.NonFiniteValue, "cpu")]
    [InlineData("""{"a":1,"cpu":"NaN"}""", RejectReason.NonFiniteValue, "cpu")]
    [InlineData("""{"a":1,"cpu":-1e400}""", RejectReason.NonFiniteValue, "cpu")]
    [InlineData("""{"cpu":1,"timestamp":"yesterday"}""", RejectReason.InvalidTimestamp, "timestamp")]
    [InlineData("""{"cpu":1,"timestamp":"NaN"}""", RejectReason.InvalidTimestamp, "timestamp")]
    [InlineData("""{"":1}""", RejectReason.InvalidSeries, "\"\"")]
    [InlineData("""{"a\tb":1}""", RejectReason.InvalidSeries, "a\\tb")]
    [InlineData("""{"\ud800":1}""", RejectReason.InvalidSeries, "\\ud800")]
    public void Record_WithOneFault_IsRefusedWithItsReason(string record, string reason, string field)
    {
        var error = Reading.Error(record);
        Assert.Equal((reason, field), (error.Reason, error.Field));
    }
}
