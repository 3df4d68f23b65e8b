using System.Text;
using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class NativeFormatTests
{
    [Fact]
    public void Object_AllFields_IsOneSample() =>
        Assert.Equal(
            new ReadSample("web-1.cpu", """{"host":"web-1"}""", 1_795_341_600_000, 42.5, 0),
            Reading.Sample("""{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00Z","value":42.5,"labels":{"host":"web-1"}}"""));

    [Theory]
    [InlineData("""{"value":1,"series":"a"}""")]
    [InlineData("""{"series":"a","value":1,"timestamp":null,"labels":null}""")]
    [InlineData("""{"series":"a","value":1,"labels":{}}""")]
    [InlineData(""" { "series" : "a" , "value" : 1e0 } """)]
    [InlineData("""{"series":"a","value":1,"unit":"%","more":{"value":[2,{"series":"b"}]},"other":7}""")]
    [InlineData("""{"s\u0065ries":"\u0061","val\u0075e":1}""")]
    [InlineData("""{"series":"b","value":2,"series":"a","value":1}""")]
    [InlineData("""[{"series":"a","value":1}]""")]
    [InlineData("""{"name":"up","cpu":3,"series":"a","value":1}""")]
    public void Object_InAnyForm_IsTheSameSample(string record) =>
        Assert.Equal(new ReadSample("a", "", Reading.RecordTime, 1, 0), Reading.Sample(record));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.0", -0.0)]
    [InlineData("-17", -17)]
    [InlineData("1.7976931348623157E+308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e-999", 0)]
    [InlineData("0.1", 0.1)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890d)]
    public void Value_OfAnyNumber_IsExact(string number, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(Reading.Sample($$"""{"series":"a","value":{{number}}}""").Value));

    [Fact]
    public void Array_OfObjects_CountsSamplesThroughTheRecord() =>
        Assert.Equal(
            [
                new ReadSample("a", "", 1_700_000_001_000, 1, 0),
                new ReadSample("b", """{"x":"y"}""", 1_700_000_002_000, 2, 1),
                new ReadSample("b", """{"x":"y"}""", 1_700_000_003_000, 3, 2),
                new ReadSample("a", "", Reading.RecordTime, 4, 3),
            ],
            Reading.Samples("""
                [{"series":"a","value":1,"timestamp":1700000001},
                 {"series":"b","samples":[[1700000002000,2],[1700000003000,3]],"labels":{"x":"y"}},
                 {"series":"a","value":4}]
                """));

    [Theory]
    [InlineData("""{"series":"a","samples":[[1700000001000,1.5],[1700000002000,-2]]}""")]
    [InlineData("""{"samples":[[1700000001000,1.5],[1700000002000,-2]],"series":"a","timestamp":"ignored"}""")]
    [InlineData("""{"series":"a","value":null,"samples":[["2023-11-14T22:13:21Z",1.5],[1700000002,-2]]}""")]
    [InlineData("""{"series":"a","samples":[[1700000001000,1.5],["2023-11-14T22:13:22Z",-2]]}""")]
    [InlineData(""" { "series":"a","samples" : [ [ 1700000001000 , 1.5 ] , [ 1700000002000 , -2 ] ] } """)]
    public void Samples_OfOneSeries_AreAllRead(string record) =>
        Assert.Equal([new ReadSample("a", "", 1_700_000_001_000, 1.5, 0), new ReadSample("a", "", 1_700_000_002_000, -2, 1)], Reading.Samples(record));

    [Fact]
    public void Labels_InAnyOrderAndSpelling_AreTheSameBytes() =>
        Assert.Equal(
            """{"a":"\"\\","b":"ü/","c":"\u000a"}""",
            Reading.Sample("""{"series":"s","value":1,"labels":{ "c":"\n", "b":"\u00fc\/", "a":"old", "a":"\u0022\\" }}""").Labels);

    [Theory]
    [InlineData("""{"series":"a","value":"abc"}""", RejectReason.WrongType, "value", "is \"abc\"; must be a number")]
    [InlineData("""{"series":"a","value":true}""", RejectReason.WrongType, "value", "is true; must be a number")]
    [InlineData("""{"series":"a","value":{}}""", RejectReason.WrongType, "value", "is an object; must be a number")]
    [InlineData("""{"series":"a","value":[1]}""", RejectReason.WrongType, "value", "is an array; must be a number")]
    [InlineData("""{"series":"a","value":"42.5"}""", RejectReason.NumberAsText, "value", "is \"42.5\"; must be a number without quotes")]
    [InlineData("""{"series":"a","value":"NaN"}""", RejectReason.NonFiniteValue, "value", "is NaN; must be a finite number")]
    [InlineData("""{"series":"a","value":"-Inf"}""", RejectReason.NonFiniteValue, "value", "is -Inf; must be a finite number")]
    [InlineData("""{"series":"a","value":NaN}""", RejectReason.NonFiniteValue, "value", "is NaN; must be a finite number")]
    [InlineData("""{"series":"a","value":-Infinity}""", RejectReason.NonFiniteValue, "value", "is -Infinity; must be a finite number")]
    [InlineData("""{"series":"a","value":1e999}""", RejectReason.NonFiniteValue, "value", "is 1e999; must be a finite number")]
    [InlineData("""{"series":"a","value":"1e999"}""", RejectReason.NonFiniteValue, "value", "is 1e999; must be a finite number")]
    [InlineData("""{"series":"a"}""", RejectReason.MissingValue, "value", "is missing; must be a number")]
    [InlineData("""{"series":"a","value":null}""", RejectReason.MissingValue, "value", "is null; must be a number")]
    [InlineData("""{"series":null,"value":1}""", RejectReason.MissingSeries, "series", "is null; must be the id of a series")]
    [InlineData("""{"value":1,"labels":{"a":"b"}}""", RejectReason.MissingSeries, "series", "is missing; must be the id of a series")]
    [InlineData("""{"samples":[[1700000000000,1]]}""", RejectReason.MissingSeries, "series", "is missing; must be the id of a series")]
    [InlineData("""{"series":7,"value":1}""", RejectReason.WrongType, "series", "is 7; must be the id of a series, a string")]
    [InlineData("""{"series":"","value":1}""", RejectReason.InvalidSeries, "series", "is empty; must be the id of a series")]
    [InlineData("""{"series":"a\nb","value":1}""", RejectReason.InvalidSeries, "series", "holds control characters; must be text without them")]
    [InlineData("""{"series":"\ud800","value":1}""", RejectReason.InvalidSeries, "series", "holds half a surrogate pair; must be text")]
    [InlineData("""{"series":"a","value":1,"labels":[]}""", RejectReason.InvalidLabels, "labels", "is an array; must be an object of strings")]
    [InlineData("""{"series":"a","value":1,"labels":{"b":1}}""", RejectReason.InvalidLabels, "labels", "has \"b\", which is 1; must be an object of strings")]
    [InlineData("""{"series":"a","value":1,"labels":{"b":"\u0000"}}""", RejectReason.InvalidLabels, "labels", "has \"b\", which is not valid text; must be UTF-8 without NUL")]
    [InlineData("""{"series":"a","value":1,"labels":{"":"b"}}""", RejectReason.InvalidLabels, "labels", "has a label without a name")]
    [InlineData("""{"series":"a","value":1,"samples":[[1700000000000,1]]}""", RejectReason.WrongType, "value", "stands beside samples; must be one of the two")]
    [InlineData("""{"series":"a","samples":{}}""", RejectReason.WrongType, "samples", "is an object; must be an array of [unix_ms, value]")]
    [InlineData("""{"series":"a","samples":[]}""", RejectReason.EmptyRecord, "samples", "is an empty array; must hold a sample")]
    [InlineData("""{"series":"a","samples":[[1700000000000,1],[1700000000000]]}""", RejectReason.WrongType, "samples[1]", "is an array of 1; must be [unix_ms, value]")]
    [InlineData("""{"series":"a","samples":[[1700000000000,1,2]]}""", RejectReason.WrongType, "samples[0]", "is an array of 3; must be [unix_ms, value]")]
    [InlineData("""{"series":"a","samples":[5]}""", RejectReason.WrongType, "samples[0]", "is 5; must be [unix_ms, value]")]
    [InlineData("""{"series":"a","samples":[[1700000000000,"1"]]}""", RejectReason.NumberAsText, "samples[0][1]", "is \"1\"; must be a number without quotes")]
    [InlineData("""{"series":"a","samples":[[1700000000000,null]]}""", RejectReason.MissingValue, "samples[0][1]", "is null; must be a number")]
    [InlineData("""{"series":"a","samples":[[null,1]]}""", RejectReason.MissingTimestamp, "samples[0][0]", "is missing; must be a time")]
    [InlineData("""{"series":"a","samples":[[1,1]]}""", RejectReason.InvalidTimestamp, "samples[0][0]", "is 1; must lie between 1980-01-01 and 2100-01-01")]
    [InlineData("[]", RejectReason.EmptyRecord, "$", "is an empty array; must hold a sample")]
    [InlineData("""[{"series":"a","value":1},7]""", RejectReason.WrongType, "[1]", "is 7; must be an object with series and value")]
    [InlineData("""[{"series":"a","value":1},[1,2]]""", RejectReason.WrongType, "[1]", "is an array; must be an object with series and value")]
    [InlineData("""[{"series":"a","value":1},{"value":2}]""", RejectReason.MissingSeries, "[1].series", "is missing; must be the id of a series")]
    [InlineData("""[{"series":"a","value":1},{"series":"b","samples":[[1700000000000,{}]]}]""", RejectReason.WrongType, "[1].samples[0][1]", "is an object; must be a number")]
    public void Record_WithOneFault_IsRefusedWithItsReason(string record, string reason, string field, string detail) =>
        Assert.Equal(new DecodeError(reason, field, detail), Reading.Error(record));

    [Fact]
    public void Series_OfTheGreatestLength_IsAccepted()
    {
        var longest = new string('x', 1022) + "ü";
        Assert.Equal(longest, Reading.Sample($$"""{"series":"{{longest}}","value":1}""").Series);
        Assert.Equal("is 1025 bytes long; must be at most 1024", Reading.Error($$"""{"series":"x{{longest}}","value":1}""").Detail);
    }

    [Theory]
    [InlineData("[1]", new byte[] { 0xC3 })]
    [InlineData("[2]", new byte[] { 0xC2, 0x85 })]
    [InlineData("[3]", new byte[] { 0xC2 })]
    [InlineData("[4]", new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData("[5]", new byte[] { 0x7F })]
    public void Series_OfBytesThatAreNoCleanText_IsRefused(string _, byte[] id)
    {
        byte[] record = [.. "{\"value\":1,\"series\":\"a"u8, .. id, .. "\"}"u8];
        Assert.Equal(RejectReason.InvalidSeries, Reading.Error(record).Reason);
    }

    [Fact]
    public void Labels_OfInvalidUtf8_AreRefused() =>
        Assert.Equal(RejectReason.InvalidLabels, Reading.Error([.. "{\"value\":1,\"series\":\"a\",\"labels\":{\"a\":\""u8, 0xFF, .. "\"}}"u8]).Reason);

    [Fact]
    public void Labels_AtTheirLimits_AreAccepted()
    {
        Assert.Equal(Labels(64), Reading.Sample($$"""{"series":"a","value":1,"labels":{{Labels(64)}}}""").Labels);
        Assert.Equal("holds more than 64 labels", Reading.Error($$"""{"series":"a","value":1,"labels":{{Labels(65)}}}""").Detail);

        var largest = $$"""{"a":"{{new string('b', 8192 - 8)}}"}""";
        Assert.Equal(largest, Reading.Sample($$"""{"series":"a","value":1,"labels":{{largest}}}""").Labels);
        var larger = $$"""{"a":"{{new string('b', 8192 - 7)}}"}""";
        Assert.Equal(new DecodeError(RejectReason.InvalidLabels, "labels", "is too large; must be at most 8192 bytes"),
            Reading.Error($$"""{"series":"a","value":1,"labels":{{larger}}}"""));
        Assert.Equal(RejectReason.InvalidLabels, Reading.Error($$"""{"series":"a","value":1,"labels":{"a":"{{new string('b', 100_000)}}"} }""").Reason);

        static string Labels(int count) => $"{{{string.Join(',', Enumerable.Range(100, count).Select(i => $"\"l{i}\":\"\""))}}}";
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public void Record_AtItsGreatestNumberOfSamples_IsAccepted(int samples, bool accepted)
    {
        var array = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{\"series\":\"a\",\"value\":1}", samples))}]");
        var pairs = Encoding.UTF8.GetBytes($"{{\"series\":\"a\",\"samples\":[{string.Join(',', Enumerable.Repeat("[1700000000000,1]", samples))}]}}");
        var fields = Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, samples).Select(i => $"\"f{i}\":1"))}}}");
        foreach (var record in new[] { array, pairs, fields })
        {
            if (accepted)
                Assert.Equal(samples, Reading.Samples(record).Count);
            else
                Assert.Equal(RejectReason.TooManySamples, Reading.Error(record).Reason);
        }
    }
}
