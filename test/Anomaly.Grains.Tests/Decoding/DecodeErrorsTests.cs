using System.Text;
using Anomaly.Grains.Decoding;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class DecodeErrorsTests
{
    [Fact]
    public void Array_ManyFaults_AllAreReportedByField()
    {
        var errors = Reading.Errors("""
            [{"series":"a","value":1},
             {"series":"b","value":NaN},
             {"value":"7","timestamp":"now","labels":7},
             9,
             {"series":"c","samples":[[1700000000000,1],[null,"x"],[]]}]
            """);
        Assert.Equal(
            new Dictionary<string, string[]>
            {
                ["[1].value"] = ["is NaN; must be a finite number"],
                ["[2].series"] = ["is missing; must be the id of a series"],
                ["[2].labels"] = ["is 7; must be an object of strings"],
                ["[2].value"] = ["is \"7\"; must be a number without quotes"],
                ["[2].timestamp"] = ["is \"now\"; must be RFC 3339, such as \"2026-11-22T10:00:00Z\", or a number of s, ms, µs or ns since 1970"],
                ["[3]"] = ["is 9; must be an object with series and value"],
                ["[4].samples[1][0]"] = ["is missing; must be a time"],
                ["[4].samples[1][1]"] = ["is \"x\"; must be a number"],
                ["[4].samples[2]"] = ["is an array of 0; must be [unix_ms, value]"],
            },
            errors);
    }

    [Fact]
    public void Lines_ManyFaults_EachLineIsReported()
    {
        var errors = Reading.Errors("m v=1\nm v=x\nm,t v=1\nm v=1 1\nm w=NaN");
        Assert.Equal(["line 2.v", "line 3", "line 4.timestamp", "line 5.w"], errors.Keys);
    }

    [Fact]
    public void Fields_ManyFaults_EachFieldIsReported() =>
        Assert.Equal(["timestamp", "a", "\"\"", "b"], Reading.Errors("""{"a":1e999,"":1,"b":NaN,"c":1,"timestamp":{}}""").Keys);

    [Fact]
    public void Array_HundredsOfFaults_ReportsTheFirstHundred()
    {
        var errors = Reading.Errors($"[{string.Join(',', Enumerable.Repeat("{\"series\":\"a\"}", 500))}]");
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"[{i}].value"), errors.Keys);
    }

    [Fact]
    public void Record_TooManySamples_IsReportedOnce() =>
        Assert.Equal(["$"], Reading.Errors($"[{string.Join(',', Enumerable.Repeat("{\"series\":\"a\",\"value\":1}", 100_300))}]").Keys);

    [Fact]
    public void Record_ThatIsNotJson_ReportsThatAlone() =>
        Assert.Equal(["$"], Reading.Errors("""[{"series":"a"},{"value":NaN},{]""").Keys);

    [Fact]
    public void Record_Good_ReportsNothing() => Assert.Empty(Reading.Errors("""{"series":"a","value":1}"""));

    [Fact]
    public void Record_OfTheServicesOwnFormat_IsNotForOthersToSend()
    {
        const string Record = """{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":3},"series":"a","samples":[[1700000000000,1]]}""";
        Assert.Single(Reading.Samples(Record));
        Assert.Equal(["anomaly_rerouted"], Reading.Errors(Record).Keys);
    }

    [Fact]
    public void Errors_OfAnEarlierRecord_AreForgotten()
    {
        var decoder = new RecordDecoder();
        var errors = new DecodeErrors(limit: 1);
        Assert.False(decoder.TryDecode("{}"u8, Reading.RecordTime, new SampleBuffer(), errors));
        Assert.True(errors.Full);
        Assert.True(decoder.TryDecode("""{"a":1}"""u8, Reading.RecordTime, new SampleBuffer(), errors));
        Assert.False(errors.Full);
    }

    [Fact]
    public void Field_NamedTwice_HasBothMessages()
    {
        var errors = new DecodeErrors();
        errors.Add(RejectReason.WrongType, "a", "one");
        errors.Add(RejectReason.WrongType, "b", "other");
        errors.Add(RejectReason.WrongType, "a", "two");
        errors.Add(RejectReason.WrongType, "a", "one");
        Assert.Equal(["one", "two"], errors.ToDictionary()["a"]);
    }

    [Fact]
    public void Decoder_AfterABadRecord_ReadsTheNext()
    {
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        foreach (var bad in new[] { "{", "[1]", "x", """{"series":"a","value":NaN}""" })
        {
            Assert.False(decoder.TryDecode(Encoding.UTF8.GetBytes(bad), Reading.RecordTime, buffer, out _));
            Assert.True(decoder.TryDecode("""{"series":"a","value":1}"""u8, Reading.RecordTime, buffer, out var error));
            Assert.Equal(default, error);
        }
        Assert.Equal(4, buffer.Count);
    }
}
