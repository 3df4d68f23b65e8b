using Anomaly.Testing.Kafka;
using Confluent.Kafka;

namespace Anomaly.Bench.Overload;

/// <summary>The offsets at which the next record of each partition will be.</summary>
internal static class LogEnds
{
    public static IReadOnlyList<long> Of(string bootstrapServers, string topic, int partitions)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(ApacheKafka.ClientSettings)) { BootstrapServers = bootstrapServers, GroupId = "looker" };
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(config).Build();
        return [.. Enumerable.Range(0, partitions).Select(partition => consumer.QueryWatermarkOffsets(new(topic, partition), TimeSpan.FromSeconds(30)).High.Value)];
    }
}
