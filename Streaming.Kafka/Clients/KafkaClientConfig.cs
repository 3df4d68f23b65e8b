using Anomaly.Streaming.Kafka.Options;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>
/// The Kafka client's settings as <see cref="KafkaStreamOptions"/> give them: this library's defaults, then
/// <see cref="KafkaStreamOptions.Client"/>, then <see cref="KafkaStreamOptions.Consumer"/> or <see cref="KafkaStreamOptions.Producer"/>,
/// then what the stream's guarantees rest on (<see cref="Reserved"/>), which no setting changes.
/// </summary>
public static class KafkaClientConfig
{
    /// <summary>The settings that <see cref="KafkaStreamOptions.Client"/>, <c>Consumer</c> and <c>Producer</c> may not hold, and what to set instead.</summary>
    public static IReadOnlyDictionary<string, string> Reserved { get; } = new Dictionary<string, string>
    {
        ["bootstrap.servers"] = "set BootstrapServers instead",
        ["metadata.broker.list"] = "set BootstrapServers instead",
        ["group.id"] = "set GroupId instead",
        ["auto.offset.reset"] = "remove it: the stream's user says where reading starts",
        ["enable.auto.commit"] = "remove it: the stream commits what its user tells it to",
        ["enable.auto.offset.store"] = "remove it: the stream commits what its user tells it to",
        ["enable.partition.eof"] = "remove it: the stream reads without end",
        ["dotnet.consumer.consume.result.fields"] = "remove it: the stream reads keys, values and times",
    };

    /// <summary>Settings of a consumer that reads one partition by <c>Assign</c>.</summary>
    /// <param name="options">The stream's options.</param>
    /// <returns>The settings.</returns>
    public static ConsumerConfig ForConsumer(KafkaStreamOptions options)
    {
        var settings = Base(options);
        // Small local queues: what waits here is memory beside MaxUnreleasedBytes. The short back-off belongs to them, or reading
        // would rest for a second whenever the queue was full.
        settings["queued.min.messages"] = "20000";
        settings["queued.max.messages.kbytes"] = "8192";
        settings["fetch.queue.backoff.ms"] = "20";
        settings["fetch.message.max.bytes"] = "4194304";
        settings["fetch.error.backoff.ms"] = "250";
        // No group is joined, so a partition that waits for its consumer is no reason to stop fetching.
        settings["max.poll.interval.ms"] = "86400000";
        settings["auto.commit.interval.ms"] = "1000";
        // Without a group this is only how long a commit is tried, and a client that ends waits for it.
        settings["session.timeout.ms"] = "6000";
        Put(settings, options.Client);
        Put(settings, options.Consumer);
        settings["bootstrap.servers"] = options.BootstrapServers;
        settings["group.id"] = options.GroupId;
        // Below the log's start librdkafka would jump to its end without a word.
        settings["auto.offset.reset"] = "error";
        // The client commits in the background, and only what StoreOffset was told.
        settings["enable.auto.commit"] = "true";
        settings["enable.auto.offset.store"] = "false";
        settings["enable.partition.eof"] = "false";
        settings["dotnet.consumer.consume.result.fields"] = "timestamp";
        return new ConsumerConfig(settings);
    }

    /// <summary>Settings of a producer.</summary>
    /// <param name="options">The stream's options.</param>
    /// <returns>The settings.</returns>
    public static ProducerConfig ForProducer(KafkaStreamOptions options)
    {
        var settings = Base(options);
        Put(settings, options.Client);
        Put(settings, options.Producer);
        settings["bootstrap.servers"] = options.BootstrapServers;
        return new ProducerConfig(settings);
    }

    /// <summary>Settings of an admin client.</summary>
    /// <param name="options">The stream's options.</param>
    /// <returns>The settings.</returns>
    public static AdminClientConfig ForAdmin(KafkaStreamOptions options)
    {
        var settings = Base(options);
        Put(settings, options.Client);
        settings["bootstrap.servers"] = options.BootstrapServers;
        return new AdminClientConfig(settings);
    }

    private static Dictionary<string, string> Base(KafkaStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(StringComparer.Ordinal)
        {
            ["client.id"] = options.GroupId,
            ["reconnect.backoff.ms"] = "100",
            ["reconnect.backoff.max.ms"] = "2000",
            ["socket.keepalive.enable"] = "true",
        };
    }

    private static void Put(Dictionary<string, string> settings, Dictionary<string, string> more)
    {
        foreach (var (name, value) in more) settings[name] = value;
    }
}
