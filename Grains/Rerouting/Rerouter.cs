using System.Buffers;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Producing;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Rerouting;

/// <summary>Sends the samples of keyless records again into the same topic, one record a series, wrapped with where they came from.</summary>
internal sealed class Rerouter(TopicProducer producer, IKafkaStreamControl streams) : IRerouter
{
    public bool Needed => streams.GetPartitionCount(PartitionOptions.StreamProvider) > 1;

    public Task SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin)
    {
        // Encoded before the first wait: the buffer is the caller's.
        using var encoder = new RerouteEncoder();
        var to = new ArrayBufferWriter<byte>(256);
        var sends = new List<Task>();
        encoder.Begin(samples, start, start + count, origin);
        while (encoder.TryWriteNext(to, out var series))
        {
            sends.Add(producer.SendAsync(producer.Topic, series.ToArray(), to.WrittenSpan.ToArray()));
            to.ResetWrittenCount();
        }

        return Task.WhenAll(sends);
    }
}
