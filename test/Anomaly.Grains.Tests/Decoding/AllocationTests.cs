using System.Buffers;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;

namespace Anomaly.Grains.Tests.Decoding;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("""{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00.123Z","value":42.5,"labels":{"host":"web-1","dc":"eu\u002d1"}}""")]
    [InlineData("""[{"series":"a","timestamp":1700000000.5,"value":1},{"series":"b","value":2}]""")]
    [InlineData("""{"series":"\u0061","samples":[[1700000000000,1],["2026-11-22T10:00:00Z",2]]}""")]
    [InlineData("""{"cpu":42.5,"mem":1,"host":"x","timestamp":"2026-11-22T10:00:0\u0030Z"}""")]
    [InlineData("""{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"up","labels":{"__name__":"up","job":"node","path":"\\\n"}}""")]
    [InlineData("cpu,host=web\\ 1,dc=eu idle=97.5,irq=3i,text=\"x\" 1700000000000000000\ncpu idle=1")]
    [InlineData("""{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":3},"series":"a","samples":[[1700000000000,1]]}""")]
    public void Decoder_GoodRecord_AllocatesNothing(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        using var encoder = new RerouteEncoder();
        var writer = new ArrayBufferWriter<byte>(4096);
        Assert.Equal(0, AllocatedBy(() =>
        {
            buffer.Clear();
            for (var i = 0; i < 20; i++)
                Assert.True(decoder.TryDecode(bytes, Reading.RecordTime, buffer, out _, out _));
        }));
        Assert.Equal(0, AllocatedBy(() =>
        {
            encoder.Begin(buffer, 0, buffer.Count, new RecordOrigin(1, 2, 3));
            while (encoder.TryWriteNext(writer, out _))
                writer.ResetWrittenCount();
        }));
    }

    [Fact]
    public void Decoder_SmallRecordsAmongHugeOnes_AllocatesNothing()
    {
        var huge = Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"series-{i}\":{i}"))}}}");
        var decoder = new RecordDecoder();
        var buffer = new SampleBuffer();
        Assert.Equal(0, AllocatedBy(() =>
        {
            buffer.Clear();
            decoder.TryDecode(huge, Reading.RecordTime, buffer, out _);
            decoder.TryDecode("""{"cpu":1}"""u8, Reading.RecordTime, buffer, out _);
        }));
        Assert.Equal(2001, buffer.Count);
    }

    private static long AllocatedBy(Action action)
    {
        action(); // buffers grow, code is compiled
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
