using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class PrometheusAdapterFormatTests
{
    [Fact]
    public void Object_AsTheAdapterWritesIt_IsASampleOfThePrintedSeries() =>
        Assert.Equal(
            new ReadSample("up{instance=\"localhost:9090\",job=\"node\"}", """{"instance":"localhost:9090","job":"node"}""", 1_795_341_600_000, 42.5, 0),
            Reading.Sample("""{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"up","labels":{"__name__":"up","job":"node","instance":"localhost:9090"}}"""));

    [Theory]
    [InlineData("""{}""", "up", "")]
    [InlineData("""{"__name__":"up"}""", "up", "")]
    [InlineData("""{"b":"2","a":"1","B":"3"}""", """up{B="3",a="1",b="2"}""", """{"B":"3","a":"1","b":"2"}""")]
    [InlineData("""{"path":"C:\\dir \"x\"\n"}""", """up{path="C:\\dir \"x\"\n"}""", """{"path":"C:\\dir \"x\"\u000a"}""")]
    [InlineData("""{"v":""}""", """up{v=""}""", """{"v":""}""")]
    [InlineData("""{"a.b":"1","c":"ü"}""", """up{"a.b"="1",c="ü"}""", """{"a.b":"1","c":"ü"}""")]
    [InlineData("""{"1a":"1","a=\"x\",b":"2"}""", """up{"1a"="1","a=\"x\",b"="2"}""", """{"1a":"1","a=\"x\",b":"2"}""")]
    public void Labels_AreSortedAndEscapedAsPrometheusDoes(string labels, string series, string json) =>
        Assert.Equal(
            new ReadSample(series, json, Reading.RecordTime, 1, 0),
            Reading.Sample($$"""{"name":"up","value":"1","labels":{{labels}}}"""));

    [Theory]
    [InlineData("\"1\"", 1)]
    [InlineData("1", 1)]
    [InlineData("\"1.5e3\"", 1500)]
    [InlineData("\"-0.25\"", -0.25)]
    [InlineData("\"1e-07\"", 1e-7)]
    public void Value_WithAndWithoutQuotes_IsANumber(string value, double expected) =>
        Assert.Equal(expected, Reading.Sample($$"""{"name":"up","value":{{value}}}""").Value);

    [Theory]
    [InlineData("""{"name":"up","labels":{},"value":"NaN"}""", RejectReason.NonFiniteValue, "value", "is NaN; must be a finite number")]
    [InlineData("""{"name":"up","labels":{},"value":"+Inf"}""", RejectReason.NonFiniteValue, "value", "is +Inf; must be a finite number")]
    [InlineData("""{"name":"up","labels":{},"value":"-Inf"}""", RejectReason.NonFiniteValue, "value", "is -Inf; must be a finite number")]
    [InlineData("""{"name":"up","labels":{},"value":"1e999"}""", RejectReason.NonFiniteValue, "value", "is 1e999; must be a finite number")]
    [InlineData("""{"name":"up","labels":{},"value":NaN}""", RejectReason.NonFiniteValue, "value", "is NaN; must be a finite number")]
    [InlineData("""{"name":"up","labels":{},"value":"one"}""", RejectReason.WrongType, "value", "is \"one\"; must be a number, with or without quotes")]
    [InlineData("""{"name":"up","labels":{},"value":" 1"}""", RejectReason.WrongType, "value", "is \" 1\"; must be a number, with or without quotes")]
    [InlineData("""{"name":"up","labels":{},"value":""}""", RejectReason.WrongType, "value", "is \"\"; must be a number, with or without quotes")]
    [InlineData("""{"name":"up","labels":{}}""", RejectReason.MissingValue, "value", "is missing; must be a number")]
    [InlineData("""{"name":"up","labels":{},"value":null}""", RejectReason.MissingValue, "value", "is null; must be a number")]
    [InlineData("""{"name":"","labels":{},"value":"1"}""", RejectReason.InvalidSeries, "name", "is empty; must be the id of a series")]
    [InlineData("""{"name":"up","labels":{"a":1},"value":"1"}""", RejectReason.InvalidLabels, "labels", "has \"a\", which is 1; must be an object of strings")]
    [InlineData("""{"name":"up","labels":{"a":"\t"},"value":"1"}""", RejectReason.InvalidSeries, "labels", "holds control characters; must be text without them")]
    [InlineData("""{"name":"up","labels":"a","value":"1"}""", RejectReason.InvalidLabels, "labels", "is \"a\"; must be an object of strings")]
    [InlineData("""{"name":"up","timestamp":"1795341600","value":"1"}""", RejectReason.InvalidTimestamp, "timestamp", "is \"1795341600\"; a number since 1970 must stand without quotes")]
    public void Record_WithOneFault_IsRefusedWithItsReason(string record, string reason, string field, string detail) =>
        Assert.Equal(new DecodeError(reason, field, detail), Reading.Error(record));

    [Fact]
    public void Series_LongerThanAnIdMayBe_IsRefused() =>
        Assert.Equal(
            new DecodeError(RejectReason.InvalidSeries, "labels", "is 1045 bytes long; must be at most 1024"),
            Reading.Error($$"""{"name":"up","value":"1","labels":{"a":"{{new string('b', 1037)}}"} }"""));
}
