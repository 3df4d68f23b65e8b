using Anomaly.Grains.Ingestion;
using Anomaly.Grains.Partitions;
using Anomaly.Silo.Settings;
using Anomaly.Streaming.Kafka.Hosting;

namespace Anomaly.Silo.Hosting;

/// <summary>Connects the metrics topic.</summary>
internal static class KafkaSetup
{
    /// <summary>The broker in the process keeps about 5 MB a partition, for all who send; this is what REST may use of it.</summary>
    private const long RestUnreadBytes = 1_500_000;

    public static void AddMetricsStream(this ISiloBuilder silo, SiloSettings settings, string bootstrapServers, string? topicId)
    {
        var kafka = settings.Kafka;
        silo.AddKafkaStreams(PartitionOptions.StreamProvider, options =>
        {
            options.BootstrapServers = bootstrapServers;
            options.Topic = kafka.Topic;
            options.TopicId = topicId;
            options.StreamNamespace = PartitionOptions.StreamNamespace;
            options.GroupId = kafka.GroupId;
            options.Partitions = kafka.Partitions;
            options.ConnectTimeout = kafka.ConnectTimeout;
            options.TopicCheckInterval = kafka.TopicCheckInterval;
            if (settings.BrokerInProcess)
            {
                // That broker answers a fetch that waits only when its time is over, whatever came meanwhile.
                options.Consumer["fetch.wait.max.ms"] = "50";
            }

            Copy(kafka.Client, options.Client);
            Copy(kafka.Consumer, options.Consumer);
            Copy(kafka.Producer, options.Producer);
        });
        silo.Services.Configure<PartitionOptions>(options =>
        {
            options.CheckpointInterval = settings.Storage.CheckpointInterval;
            options.CommitWhenApplied = settings.BrokerInProcess;
            options.MaxSeries = settings.Detection.MaxSeries;
            options.KeepSeries = settings.Retention.Series;
        });
        silo.Services.Configure<IngestOptions>(options => options.MaxUnreadBytes = settings.BrokerInProcess ? RestUnreadBytes : 0);
    }

    private static void Copy(Dictionary<string, string> from, Dictionary<string, string> to)
    {
        foreach (var (name, value) in from)
        {
            to[name] = value;
        }
    }
}
