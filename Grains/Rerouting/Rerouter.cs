using System.Buffers;
using System.Text;
using Anomaly.Grains.Decoding;
using Anomaly.Grains.Decoding.Rerouted;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Producing;
using Anomaly.Streaming.Kafka.Positions;
using Confluent.Kafka;

namespace Anomaly.Grains.Rerouting;

/// <summary>Sends the samples of keyless records again into the same topic, one record a series, wrapped with where they came from.</summary>
internal sealed class Rerouter(TopicProducer producer, IKafkaStreamControl streams) : IRerouter
{
    public bool Needed => streams.GetPartitionCount(PartitionOptions.StreamProvider) > 1;

    public async Task<bool> SendAsync(SampleBuffer samples, int start, int count, RecordOrigin origin, SendChains chains)
    {
        // Encoded before the first wait: the buffer is the caller's.
        var sends = new List<Task<bool>>();
        using (var encoder = new RerouteEncoder())
        {
            var to = new ArrayBufferWriter<byte>(256);
            encoder.Begin(samples, start, start + count, origin);
            while (encoder.TryWriteNext(to, out var series))
            {
                var (key, value) = (series.ToArray(), to.WrittenSpan.ToArray());
                sends.Add(chains.After(Encoding.UTF8.GetString(key), () => SendAsync(key, value)));
                to.ResetWrittenCount();
            }
        }

        return Array.TrueForAll(await Task.WhenAll(sends), sent => sent);
    }

    private async Task<bool> SendAsync(byte[] series, byte[] value)
    {
        try
        {
            await producer.SendAsync(producer.Topic, series, value);
            return true;
        }
        catch (ProduceException<byte[]?, byte[]?> exception) when (TopicProducer.IsTooLarge(exception.Error))
        {
            return false;
        }
    }
}
