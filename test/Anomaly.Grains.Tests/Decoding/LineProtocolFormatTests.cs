using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class LineProtocolFormatTests
{
    private const long T = 1_700_000_000_123;

    [Fact]
    public void Line_SeveralFields_IsASeriesForEachNumericOne() =>
        Assert.Equal(
            [
                new ReadSample("cpu,host=web-1,region=eu idle", """{"host":"web-1","region":"eu"}""", T, 97.5, 0),
                new ReadSample("cpu,host=web-1,region=eu irq", """{"host":"web-1","region":"eu"}""", T, 3, 1),
                new ReadSample("cpu,host=web-1,region=eu ctx", """{"host":"web-1","region":"eu"}""", T, 18446744073709551615d, 2),
            ],
            Reading.Samples("""cpu,region=eu,host=web-1 idle=97.5,state="a, b=c \" \\",irq=3i,up=true,ctx=18446744073709551615u,x=f 1700000000123456789"""));

    [Fact]
    public void Lines_EachHasItsOwnTime_AndIndexesGoOn() =>
        Assert.Equal(
            [
                new ReadSample("a v", "", 1_700_000_001_000, 1, 0),
                new ReadSample("b,t=x v", """{"t":"x"}""", Reading.RecordTime, 2, 1),
                new ReadSample("b,t=x w", """{"t":"x"}""", Reading.RecordTime, -3, 2),
                new ReadSample("c v", "", 1_700_000_003_000, 4, 3),
            ],
            Reading.Samples("# a comment\r\n\r\na v=1 1700000001000000000\r\n  b,t=x v=2,s=\"one\ntwo\",w=-3i  \n\n# more\nonly text=\"x\",flag=T\nc v=4 1700000003000"));

    [Theory]
    [InlineData(@"my\ cpu v=1", @"my\ cpu v", "")]
    [InlineData(@"a\,b,t\ 1=x\,y\=z f\ g=1", @"a\,b,t\ 1=x\,y\=z f\ g", """{"t 1":"x,y=z"}""")]
    [InlineData(@"a=b v=1", @"a=b v", "")]
    [InlineData(@"a,p=C:\dir\x v=1", @"a,p=C:\dir\x v", """{"p":"C:\\dir\\x"}""")]
    [InlineData(@"a,q=""x"" v=1", @"a,q=""x"" v", """{"q":"\"x\""}""")]
    [InlineData(@"a,b=2,a=1 v=1", @"a,a=1,b=2 v", """{"a":"1","b":"2"}""")]
    [InlineData("42 v=1", "42 v", "")]
    [InlineData("таб,х=й ж=1", "таб,х=й ж", """{"х":"й"}""")]
    public void Id_KeepsEscapesAndSortsTags(string line, string series, string labels) =>
        Assert.Equal(new ReadSample(series, labels, Reading.RecordTime, 1, 0), Reading.Sample(line));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("-1.5e3", -1500)]
    [InlineData("1.", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("+2", 2)]
    [InlineData("-9223372036854775808i", -9223372036854775808d)]
    [InlineData("7u", 7)]
    public void Value_OfEachNumericKind_IsANumber(string value, double expected) =>
        Assert.Equal(expected, Reading.Sample($"m v={value}").Value);

    [Theory]
    [InlineData("1700000000123456789")]
    [InlineData("1700000000123456")]
    [InlineData("1700000000123")]
    public void Timestamp_InEachUnit_IsToldApartBySize(string time) =>
        Assert.Equal(T, Reading.Sample($"m v=1 {time}").TimestampMs);

    [Theory]
    [InlineData("hello", RejectReason.UnknownFormat, "line 1")]
    [InlineData("hello world", RejectReason.UnknownFormat, "line 1")]
    [InlineData("42", RejectReason.UnknownFormat, "line 1")]
    [InlineData("\"text\"", RejectReason.UnknownFormat, "line 1")]
    [InlineData("null", RejectReason.UnknownFormat, "line 1")]
    [InlineData(",t=x v=1", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m,t v=1", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m,t=x", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m v=\"open", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m v=1,=2", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m v=1,", RejectReason.UnknownFormat, "line 1")]
    [InlineData("m v=1\nn\n", RejectReason.UnknownFormat, "line 2")]
    [InlineData("m,t= v=1", RejectReason.InvalidLabels, "line 1")]
    [InlineData("m,=x v=1", RejectReason.InvalidLabels, "line 1")]
    [InlineData("m,t=a=b v=1", RejectReason.InvalidLabels, "line 1")]
    [InlineData("m,t=a,t=b v=1", RejectReason.InvalidLabels, "line 1")]
    [InlineData("m v=", RejectReason.MissingValue, "line 1.v")]
    [InlineData("m v=abc", RejectReason.WrongType, "line 1.v")]
    [InlineData("m v=1.5i", RejectReason.WrongType, "line 1.v")]
    [InlineData("m v=-1u", RejectReason.WrongType, "line 1.v")]
    [InlineData("m v=9223372036854775808i", RejectReason.WrongType, "line 1.v")]
    [InlineData("m v=0x10", RejectReason.WrongType, "line 1.v")]
    [InlineData("m v=NaN", RejectReason.NonFiniteValue, "line 1.v")]
    [InlineData("m v=-inf", RejectReason.NonFiniteValue, "line 1.v")]
    [InlineData("m v=1e999", RejectReason.NonFiniteValue, "line 1.v")]
    [InlineData("m a=1\n\nm v=1 soon", RejectReason.InvalidTimestamp, "line 3.timestamp")]
    [InlineData("m v=1 1.5", RejectReason.InvalidTimestamp, "line 1.timestamp")]
    [InlineData("m v=1 1700000000 1700000000", RejectReason.InvalidTimestamp, "line 1.timestamp")]
    [InlineData("m v=1 12", RejectReason.InvalidTimestamp, "line 1.timestamp")]
    [InlineData("m v=1 99999999999999999999", RejectReason.InvalidTimestamp, "line 1.timestamp")]
    [InlineData("m\tx v=1", RejectReason.InvalidSeries, "line 1.v")]
    [InlineData("m v=true,w=\"x\"", RejectReason.EmptyRecord, "$")]
    [InlineData("# only a comment", RejectReason.EmptyRecord, "$")]
    [InlineData("m s=\"a\nb\"\nm v=x", RejectReason.WrongType, "line 3.v")]
    public void Record_WithOneFault_IsRefusedWithItsReason(string record, string reason, string field)
    {
        var error = Reading.Error(record);
        Assert.Equal((reason, field), (error.Reason, error.Field));
    }

    [Fact]
    public void Tags_OfInvalidUtf8_AreRefused() =>
        Assert.Equal(RejectReason.InvalidSeries, Reading.Error([.. "m,t="u8, 0xFF, .. " v=1"u8]).Reason);

    [Fact]
    public void Tags_TooMany_AreRefused()
    {
        Assert.Single(Reading.Samples($"m{string.Concat(Enumerable.Range(0, 64).Select(i => $",t{i}=x"))} v=1"));
        Assert.Equal(RejectReason.InvalidLabels, Reading.Error($"m{string.Concat(Enumerable.Range(0, 65).Select(i => $",t{i}=x"))} v=1").Reason);
    }

    [Fact]
    public void Timestamp_AbsentAndRecordWithoutTime_IsMissing() =>
        Assert.Equal((RejectReason.MissingTimestamp, "line 1.timestamp"), Reading.Error("m v=1", recordTime: -1) is var error ? (error.Reason, error.Field) : default);
}
