using System.Diagnostics;
using Anomaly.Grains.Decoding;
using Confluent.Kafka;

namespace Anomaly.Bench.Pipeline;

/// <summary>Plain consumers, one a partition as the pipeline has, with the same settings; they decode each record and do nothing else.</summary>
internal static class RawConsumers
{
    public static async Task<double> MeasureAsync(string bootstrapServers, IReadOnlyDictionary<string, string> client, string topic, int partitions)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, partitions).Select(partition =>
            Task.Factory.StartNew(() => Consume(bootstrapServers, client, topic, partition), TaskCreationOptions.LongRunning)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Consume(string bootstrapServers, IReadOnlyDictionary<string, string> client, string topic, int partition)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(client))
        {
            BootstrapServers = bootstrapServers,
            GroupId = "raw",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            ConsumeResultFields = "timestamp",
        };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, partition, 0));
        var decoder = new RecordDecoder();
        var samples = new SampleBuffer();
        var count = 0L;
        while (consumer.Consume(TimeSpan.FromSeconds(30)) is { IsPartitionEOF: false } record)
        {
            samples.Clear();
            decoder.TryDecode(record.Message.Value, record.Message.Timestamp.UnixTimestampMs, samples, out _, out _);
            count += samples.Count;
        }

        return count;
    }
}
