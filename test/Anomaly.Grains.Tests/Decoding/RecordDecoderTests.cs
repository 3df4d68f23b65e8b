using System.Text;
using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class RecordDecoderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\uFEFF")]
    public void Record_Empty_IsRefused(string record) =>
        Assert.Equal(new DecodeError(RejectReason.EmptyRecord, "$", "is empty; must hold a sample"), Reading.Error(record));

    [Theory]
    [InlineData("\uFEFF{\"series\":\"a\",\"value\":1}")]
    [InlineData(" \r\n\t{\"series\":\"a\",\"value\":1}\r\n ")]
    [InlineData("\uFEFF \n[{\"series\":\"a\",\"value\":1}]\n")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData(" {\"name\":\"a\",\"value\":\"1\"}")]
    public void Record_WithMarkOrWhiteSpaceAround_IsRead(string record) =>
        Assert.Equal(new ReadSample("a", "", Reading.RecordTime, 1, 0), Reading.Sample(record));

    [Fact]
    public void LineProtocol_AfterByteOrderMark_IsRead() => Assert.Equal("a v", Reading.Sample("\uFEFF\n a v=1").Series);

    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("{]")]
    [InlineData("""{"series":"a","value":1""")]
    [InlineData("""{"series":"a","value":1}}""")]
    [InlineData("""{"series":"a","value":1} x""")]
    [InlineData("""{"series":"a","value":1}{"series":"a","value":1}""")]
    [InlineData("""{"series":"a","value":1},""")]
    [InlineData("""{"series":"a","value":1,}""")]
    [InlineData("""{"series":"a","value":01}""")]
    [InlineData("""{"series":"a","value":+1}""")]
    [InlineData("""{"series":"a","value":.5}""")]
    [InlineData("""{'series':'a','value':1}""")]
    [InlineData("""{"series":"a","value":1}//""")]
    [InlineData("""{"series":"\x","value":1}""")]
    [InlineData("{\"series\":\"a\tb\",\"value\":1}")]
    [InlineData("""[{"series":"a","value":1}""")]
    [InlineData("""[{"series":"a","value":1},]""")]
    [InlineData("""[{"series":"a","value":1}] 7""")]
    [InlineData("""{"series":"a","value":1,"other":NaN}""")]
    [InlineData("""{"series":"a","value":NaN""")]
    [InlineData("""{"series":"NaN\"","value":nan}""")]
    [InlineData("""{"name":"up","value":"1"} {}""")]
    [InlineData("""{"cpu":1}]""")]
    [InlineData("{\"cpu\":1}\0")]
    public void Record_ThatIsNotJson_IsRefusedWhole(string record) =>
        Assert.Equal((RejectReason.NotJson, "$"), Reading.Error(record) is var error ? (error.Reason, error.Field) : default);

    [Fact]
    public void Record_ThatIsNotJson_SaysWhere() =>
        Assert.Equal("is not valid JSON at line 2, byte 11", Reading.Error("{\"series\":\"a\",\n \"value\": x}").Detail);

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Record_NestedDeeply_IsReadToALimit(int depth, bool accepted)
    {
        var record = $$"""{"series":"a","value":1,"more":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        if (accepted)
        {
            Assert.Equal(1, Reading.Sample(record).Value);
            return;
        }
        var error = Reading.Error(record);
        Assert.Equal(RejectReason.NotJson, error.Reason);
        Assert.EndsWith(", or nested more than 64 deep", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_ThatIsBinary_IsOfUnknownFormat() =>
        Assert.Equal(RejectReason.UnknownFormat, Reading.Error([0, 1, 2, 255, 254, 0x1F, 0x8B]).Reason);

    [Fact]
    public void Errors_OfLongText_ShowItsBeginning() =>
        Assert.Equal($"is \"{new string('x', 60)}…\"; must be a number", Reading.Error($$"""{"series":"a","value":"{{new string('x', 5000)}}"}""").Detail);

    [Fact]
    public void Buffer_TakesRecordsOfAllFormats_OneAfterAnother()
    {
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        string[] records =
        [
            """{"series":"a","value":1,"labels":{"x":"y"}}""",
            """{"b":2,"c":3}""",
            """{"name":"d","value":"4","labels":{"x":"y"}}""",
            "e,x=y v=5",
            """{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":0,"offset":9},"series":"f","samples":[[7,1700000000000,6]]}""",
            """[{"series":"g","value":7}]""",
        ];
        foreach (var record in records)
            Assert.True(decoder.TryDecode(Encoding.UTF8.GetBytes(record), Reading.RecordTime, buffer, out var error), error.ToString());
        Assert.Equal(
            ["a 1 0", "b 2 0", "c 3 1", "d{x=\"y\"} 4 0", "e,x=y v 5 0", "f 6 7", "g 7 0"],
            Reading.All(buffer).Select(s => $"{s.Series} {s.Value} {s.Index}"));
        Assert.Equal(["""{"x":"y"}""", "", "", """{"x":"y"}""", """{"x":"y"}""", "", ""], Reading.All(buffer).Select(s => s.Labels));
    }

    [Theory]
    [InlineData("""[{"series":"good","value":1,"labels":{"l":"m"}},{"series":"bad","value":"x"}]""")]
    [InlineData("""[{"series":"good","value":1},{"series":"good","value":1}""")]
    [InlineData("""{"series":"good","samples":[[1700000000000,1],[1700000000000,NaN]]}""")]
    [InlineData("""{"good":1,"bad":1e999}""")]
    [InlineData("""{"good":1,"bad":2} trailing""")]
    [InlineData("good v=1,w=2\nbad")]
    public void Buffer_AfterARecordThatIsRefusedHalfWay_IsAsBefore(string bad)
    {
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        Assert.True(decoder.TryDecode("""{"series":"first","value":1,"labels":{"a":"b"}}"""u8, Reading.RecordTime, buffer, out _));
        var before = (Reading.All(buffer), buffer.Arena.Length);

        Assert.False(decoder.TryDecode(Encoding.UTF8.GetBytes(bad), Reading.RecordTime, buffer, out _));
        Assert.Equal(before.Item1, Reading.All(buffer));
        Assert.Equal(before.Length, buffer.Arena.Length);

        Assert.True(decoder.TryDecode("""{"series":"second","value":2}"""u8, Reading.RecordTime, buffer, out _));
        Assert.Equal(["first", "second"], Reading.All(buffer).Select(s => s.Series));
    }

    [Fact]
    public void Buffer_RolledBackToAMark_HoldsWhatWasBefore()
    {
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        var record = Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"series-{i}\":{i}"))}}}");
        Assert.Equal(0, buffer.Mark());
        Assert.True(decoder.TryDecode(record, Reading.RecordTime, buffer, out _));
        var mark = buffer.Mark();
        var before = Reading.All(buffer);
        Assert.True(decoder.TryDecode("""{"series":"x","samples":[[1700000000000,1],[1700000000001,2]]}"""u8, Reading.RecordTime, buffer, out _));
        buffer.RollBack(mark);
        Assert.Equal(before, Reading.All(buffer));
        buffer.Clear();
        Assert.Equal((0, 0), (buffer.Count, buffer.Arena.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.RollBack(1));
        Assert.Throws<IndexOutOfRangeException>(() => buffer[0]);
    }
}
