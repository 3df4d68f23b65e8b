using System.Buffers;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class ReroutedFormatTests
{
    private static readonly RecordOrigin Origin = new(1, 2, 18233);

    [Fact]
    public void Encoder_OneSample_WritesACompactRecord() =>
        Assert.Equal(
            ["""a|{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":18233},"series":"a","labels":{"x":"ü\"<"},"samples":[[1700000000000,0.1]]}"""],
            Wrap("""{"series":"a","value":0.1,"labels":{"x":"ü\"<"}}"""));

    [Fact]
    public void Encoder_SeveralSeries_WritesARecordForEach() =>
        Assert.Equal(
            [
                """a|{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":18233},"series":"a","samples":[[1700000001000,1],[2,1700000003000,3],[3,1700000004000,4,{"x":"y"}]]}""",
                """b|{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":18233},"series":"b","labels":{"x":"y"},"samples":[[1,1700000002000,2],[4,1700000005000,5,{}]]}""",
            ],
            Wrap("""
                [{"series":"a","value":1,"timestamp":1700000001},
                 {"series":"b","value":2,"timestamp":1700000002,"labels":{"x":"y"}},
                 {"series":"a","value":3,"timestamp":1700000003},
                 {"series":"a","value":4,"timestamp":1700000004,"labels":{"x":"y"}},
                 {"series":"b","value":5,"timestamp":1700000005}]
                """));

    [Fact]
    public void Encoder_IndexesAfterAGap_AreLeftOutAgain() =>
        Assert.EndsWith(
            ""","samples":[[1700000000000,1],[2,1700000000000,3],[1700000000000,4]]}""",
            Wrap("""[{"series":"a","value":1},{"series":"b","value":2},{"series":"a","value":3},{"series":"a","value":4}]""").First(),
            StringComparison.Ordinal);

    [Fact]
    public void Encoder_PartOfABuffer_LeavesTheRest()
    {
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        Assert.True(decoder.TryDecode("""{"before":1}"""u8, Reading.RecordTime, buffer, out _));
        var start = buffer.Count;
        Assert.True(decoder.TryDecode("""{"b":1,"a":2}"""u8, Reading.RecordTime, buffer, out _));
        var end = buffer.Count;
        Assert.True(decoder.TryDecode("""{"after":1}"""u8, Reading.RecordTime, buffer, out _));

        using var encoder = new RerouteEncoder();
        Assert.Equal(["a", "b"], Encode(encoder, buffer, start, end).Select(record => record.Key));
        Assert.Equal(["before"], Encode(encoder, buffer, 0, start).Select(record => record.Key));
        Assert.Empty(Encode(encoder, buffer, 1, 1));
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("-0.0")]
    [InlineData("5e-324")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("0.30000000000000004")]
    [InlineData("9007199254740993")]
    [InlineData("1e21")]
    public void Value_ThereAndBack_IsTheSameBits(string number)
    {
        var record = $$"""{"series":"a","value":{{number}}}""";
        var back = Assert.Single(ThereAndBack(Encoding.UTF8.GetBytes(record)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(Reading.Sample(record).Value), BitConverter.DoubleToInt64Bits(back.Value));
    }

    [Theory]
    [InlineData("""{"cpu":1,"mem \"0\"":2,"тест":3,"timestamp":1700000000.5}""")]
    [InlineData("""{"name":"up","value":"1","labels":{"a":"\\ \" \n \u20ac \ud83d\ude00"}}""")]
    [InlineData("m,t=x\\ y v=1,w=2i,z=3\nm,t=z v=1 1700000000000000000")]
    [InlineData("""{"series":"a","samples":[[1700000000000,1],[1700000000000,1],[1600000000000,2]],"labels":{"\u0001":"\u001f"}}""")]
    [InlineData("""[{"series":"a","value":1,"labels":{"x":"y"}},{"series":"b","value":1},{"series":"a","value":1,"labels":{"z":"y"}},{"series":"a","value":1}]""")]
    public void Samples_ThereAndBack_AreTheSame(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        Assert.Equal(Reading.Samples(bytes), ThereAndBack(bytes).OrderBy(sample => sample.Index));
    }

    [Fact]
    public void Decoder_WrappedRecord_SaysWhereItWas()
    {
        var wrapped = Wrap("""{"series":"a","value":1}""").Single()[2..];
        Assert.Equal(Origin, Reading.Origin(Encoding.UTF8.GetBytes(wrapped)));
        Assert.Null(Reading.Origin("""{"series":"a","value":1}"""u8.ToArray()));
    }

    [Fact]
    public void Decoder_FieldsInAnyOrder_AreRead()
    {
        const string Record = """
            { "samples" : [ [ 3 , 1700000000000 , 1 ] , [ 1700000000001 , 2 ] , [ 9, 1700000000002, 3, { } ] ], "series": "a",
              "origin" : { "offset": 9223372036854775807, "partition": 0, "extra": 1, "epoch": 0 }, "labels" : {"x":"y"}, "anomaly_rerouted" : 1 }
            """;
        Assert.Equal(
            [
                new ReadSample("a", """{"x":"y"}""", 1_700_000_000_000, 1, 3),
                new ReadSample("a", """{"x":"y"}""", 1_700_000_000_001, 2, 4),
                new ReadSample("a", "", 1_700_000_000_002, 3, 9),
            ],
            Reading.Samples(Record, recordTime: -1));
        Assert.Equal(new RecordOrigin(0, 0, long.MaxValue), Reading.Origin(Encoding.UTF8.GetBytes(Record)));
    }

    [Theory]
    [InlineData("1", "2", RejectReason.UnknownFormat, "anomaly_rerouted")]
    [InlineData("_rerouted\":1", "_rerouted\":\"1\"", RejectReason.UnknownFormat, "anomaly_rerouted")]
    [InlineData("_rerouted\":1", "_rerouted\":null", RejectReason.UnknownFormat, "anomaly_rerouted")]
    [InlineData("\"origin\"", "\"source\"", RejectReason.WrongType, "origin")]
    [InlineData("\"epoch\":3,", "", RejectReason.WrongType, "origin")]
    [InlineData("\"partition\":4,", "\"partition\":-4,", RejectReason.WrongType, "origin")]
    [InlineData("\"partition\":4,", "\"partition\":2147483648,", RejectReason.WrongType, "origin")]
    [InlineData("\"offset\":5", "\"offset\":5.5", RejectReason.WrongType, "origin")]
    [InlineData("\"offset\":5", "\"offset\":\"5\"", RejectReason.WrongType, "origin")]
    [InlineData("\"a\"", "7", RejectReason.WrongType, "series")]
    [InlineData("\"series\":\"a\",", "", RejectReason.MissingSeries, "series")]
    [InlineData("\"samples\"", "\"value\"", RejectReason.WrongType, "samples")]
    [InlineData("[[6,1700000000000,8.5]]", "[]", RejectReason.EmptyRecord, "samples")]
    [InlineData("[[6,1700000000000,8.5]]", "[7]", RejectReason.WrongType, "samples[0]")]
    [InlineData("[6,1700000000000,8.5]", "[8.5]", RejectReason.WrongType, "samples[0]")]
    [InlineData("[6,1700000000000,8.5]", "[6,1700000000000,8.5,{},1]", RejectReason.WrongType, "samples[0]")]
    [InlineData("[6,1700000000000,8.5]", "[6,1700000000000,8.5,1]", RejectReason.InvalidLabels, "samples[0][3]")]
    [InlineData("[6,", "[-6,", RejectReason.WrongType, "samples[0][0]")]
    [InlineData("[6,", "[0.5,", RejectReason.WrongType, "samples[0][0]")]
    [InlineData("[6,", "[100000,", RejectReason.TooManySamples, "samples[0][0]")]
    [InlineData("8.5]", "8.5],[6,1700000000000,1]", RejectReason.WrongType, "samples[1][0]")]
    [InlineData("1700000000000", "\"2026-11-22T10:00:00Z\"", RejectReason.InvalidTimestamp, "samples[0][1]")]
    [InlineData("1700000000000", "1700000000", RejectReason.InvalidTimestamp, "samples[0][1]")]
    [InlineData("8.5", "null", RejectReason.MissingValue, "samples[0][2]")]
    [InlineData("8.5", "\"8.5\"", RejectReason.NumberAsText, "samples[0][2]")]
    [InlineData("8.5", "NaN", RejectReason.NonFiniteValue, "samples[0][2]")]
    public void Decoder_RecordThatOnlyLooksWrapped_IsRefused(string part, string replacement, string reason, string field)
    {
        const string Good = """{"anomaly_rerouted":1,"origin":{"epoch":3,"partition":4,"offset":5},"series":"a","samples":[[6,1700000000000,8.5]]}""";
        Assert.Single(Reading.Samples(Good));
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        var error = Reading.Error(Good.Remove(at, part.Length).Insert(at, replacement));
        Assert.Equal((reason, field), (error.Reason, error.Field));
    }

    internal static IReadOnlyList<ReadSample> ThereAndBack(byte[] record)
    {
        var buffer = new SampleBuffer();
        var decoder = new RecordDecoder();
        Assert.True(decoder.TryDecode(record, Reading.RecordTime, buffer, out var error), error.ToString());
        using var encoder = new RerouteEncoder();
        var back = new SampleBuffer();
        foreach (var (key, value) in Encode(encoder, buffer, 0, buffer.Count))
        {
            var from = back.Count;
            Assert.True(decoder.TryDecode(value, -1, back, out var origin, out error), error.ToString());
            Assert.Equal(Origin, origin);
            Assert.All(Reading.All(back).Skip(from), sample => Assert.Equal(key, sample.Series));
        }
        return Reading.All(back);
    }

    private static IEnumerable<string> Wrap(string record)
    {
        var buffer = new SampleBuffer();
        Assert.True(new RecordDecoder().TryDecode(Encoding.UTF8.GetBytes(record), Reading.RecordTime, buffer, out var error), error.ToString());
        using var encoder = new RerouteEncoder();
        return Encode(encoder, buffer, 0, buffer.Count).Select(wrapped => $"{wrapped.Key}|{Encoding.UTF8.GetString(wrapped.Value)}");
    }

    private static List<(string Key, byte[] Value)> Encode(RerouteEncoder encoder, SampleBuffer buffer, int start, int end)
    {
        var wrapped = new List<(string, byte[])>();
        var writer = new ArrayBufferWriter<byte>();
        encoder.Begin(buffer, start, end, Origin);
        while (encoder.TryWriteNext(writer, out var series))
        {
            wrapped.Add((Encoding.UTF8.GetString(series), writer.WrittenSpan.ToArray()));
            writer.ResetWrittenCount();
        }
        return wrapped;
    }
}
