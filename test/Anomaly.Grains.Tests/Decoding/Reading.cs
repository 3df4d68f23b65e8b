using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Decoding;

/// <summary>Decodes a record and makes what came out readable.</summary>
internal static class Reading
{
    public const long RecordTime = 1_700_000_000_000;

    public static IReadOnlyList<ReadSample> Samples(string record, long recordTime = RecordTime) => Samples(Encoding.UTF8.GetBytes(record), recordTime);

    public static IReadOnlyList<ReadSample> Samples(byte[] record, long recordTime = RecordTime)
    {
        var buffer = new SampleBuffer();
        Assert.True(new RecordDecoder().TryDecode(record, recordTime, buffer, out var error), error.ToString());
        Assert.Equal(default, error);
        return All(buffer);
    }

    public static ReadSample Sample(string record, long recordTime = RecordTime) => Assert.Single(Samples(record, recordTime));

    public static RecordOrigin? Origin(byte[] record)
    {
        Assert.True(new RecordDecoder().TryDecode(record, RecordTime, new SampleBuffer(), out var origin, out var error), error.ToString());
        return origin;
    }

    public static DecodeError Error(string record, long recordTime = RecordTime) => Error(Encoding.UTF8.GetBytes(record), recordTime);

    public static DecodeError Error(byte[] record, long recordTime = RecordTime)
    {
        var buffer = new SampleBuffer();
        Assert.False(new RecordDecoder().TryDecode(record, recordTime, buffer, out var error), "The record was accepted.");
        Assert.Equal(0, buffer.Count);
        Assert.Contains(error.Reason, RejectReason.All);
        return error;
    }

    public static IReadOnlyDictionary<string, string[]> Errors(string record, long recordTime = RecordTime)
    {
        var errors = new DecodeErrors();
        var buffer = new SampleBuffer();
        var good = new RecordDecoder().TryDecode(Encoding.UTF8.GetBytes(record), recordTime, buffer, errors);
        Assert.Equal(good, errors.Count == 0);
        Assert.Equal(good, buffer.Count > 0);
        return errors.ToDictionary();
    }

    public static IReadOnlyList<ReadSample> All(SampleBuffer buffer) =>
        [.. Enumerable.Range(0, buffer.Count).Select(i => new ReadSample(
            Encoding.UTF8.GetString(buffer.SeriesUtf8(buffer[i])),
            Encoding.UTF8.GetString(buffer.LabelsJson(buffer[i])),
            buffer[i].TimestampMs,
            buffer[i].Value,
            buffer[i].Index))];
}
