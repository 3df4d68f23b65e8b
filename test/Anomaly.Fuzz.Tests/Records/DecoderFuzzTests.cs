using System.Text.Json;
using Anomaly.Grains.Decoding;

namespace Anomaly.Fuzz.Tests.Records;

/// <summary>Every decoder, over records of any kind: samples or a reason, in bounded time and memory, and the next record is read as ever.</summary>
public sealed class DecoderFuzzTests(ITestOutputHelper output)
{
    private const long RecordTime = 1_700_000_000_000;

    /// <summary>Bytes that may be allocated for a byte of the record, and for any record.</summary>
    private const int PerByte = 100, Always = 64 * 1024;

    // One for all, as a partition has it.
    private readonly RecordDecoder _decoder = new();
    private readonly SampleBuffer _buffer = new();
    private int _accepted;

    [Fact]
    public async Task Record_OfAnyKind_IsSamplesOrAReason()
    {
        await FuzzRun.ForEachAsync(1, TimeSpan.FromSeconds(2), dice =>
        {
            Check(RecordCorpus.Any(dice));
            return Task.CompletedTask;
        });
        output.WriteLine($"{FuzzRun.Runs} records, {_accepted} of them accepted");
        Assert.True(_accepted > FuzzRun.Runs / 50 || FuzzRun.Runs < 1000, "generated records are hardly ever accepted; they test nothing then");
        Assert.True(_accepted < FuzzRun.Runs || FuzzRun.Runs < 1000);
    }

    private void Check(byte[] record)
    {
        _buffer.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var good = _decoder.TryDecode(record, RecordTime, _buffer, out var origin, out var error);
        AssertBounded(before, record);
        if (good)
        {
            _accepted++;
            Assert.NotEqual(0, _buffer.Count);
            for (var i = 0; i < _buffer.Count; i++)
            {
                Assert.True(SeriesId.IsValid(_buffer.SeriesUtf8(_buffer[i])) && double.IsFinite(_buffer[i].Value));
                Assert.InRange(_buffer[i].TimestampMs, 315_532_800_000, 4_102_444_800_000);
            }

            if (!_buffer.LabelsJson(_buffer[0]).IsEmpty)
            {
                Assert.NotNull(JsonSerializer.Deserialize<Dictionary<string, string>>(_buffer.LabelsJson(_buffer[0])));
            }
        }
        else
        {
            Assert.Equal(0, _buffer.Count);
            AssertReason(error);
        }

        // By REST all that is wrong is collected, and the service's own records are not taken.
        var errors = new DecodeErrors();
        before = GC.GetAllocatedBytesForCurrentThread();
        var sendable = _decoder.TryDecode(record, RecordTime, _buffer, errors);
        AssertBounded(before, record);
        Assert.Equal(good && origin is null, sendable);
        Assert.Equal(sendable, errors.Count == 0);
        Assert.All(errors.Items, AssertReason);

        _buffer.Clear();
        Assert.True(_decoder.TryDecode("""{"series":"neighbour","value":1}"""u8, RecordTime, _buffer, out _));
        Assert.True(_buffer.Count == 1 && _buffer.SeriesUtf8(_buffer[0]).SequenceEqual("neighbour"u8));
    }

    private static void AssertBounded(long before, byte[] record)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= Always + ((long)PerByte * record.Length), $"{allocated} bytes were allocated for a record of {record.Length}");
    }

    private static void AssertReason(DecodeError error)
    {
        Assert.Contains(error.Reason, RejectReason.All);
        Assert.NotEmpty(error.Field);
        Assert.NotEmpty(error.Detail);
        Assert.True(error.Detail.Length < 2000, "a reason is for people");
    }
}
