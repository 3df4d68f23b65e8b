namespace Anomaly.Streaming.Kafka.Options;

/// <summary>Settings of a Kafka stream provider.</summary>
public sealed class KafkaStreamOptions
{
    /// <summary>The brokers, <c>host:port</c> separated by commas.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic.</summary>
    public string Topic { get; set; } = "";

    /// <summary>The namespace of the streams; a stream's key is its partition's number.</summary>
    public string StreamNamespace { get; set; } = "";

    /// <summary>The consumer group that offsets are committed to, for lag tools.</summary>
    /// <value><c>anomaly</c></value>
    public string GroupId { get; set; } = "anomaly";

    /// <summary>How many partitions the topic is created with where it is absent and the broker lets it be created.</summary>
    /// <value>4</value>
    public int Partitions { get; set; } = 4;

    /// <summary>What to take for the topic's id; for a broker that gives none. Null asks the broker.</summary>
    public string? TopicId { get; set; }

    /// <summary>How many records a batch holds at the most.</summary>
    /// <value>5000</value>
    public int MaxBatchRecords { get; set; } = 5000;

    /// <summary>How many bytes of keys and values a batch holds, but for its last record, at the most.</summary>
    /// <value>4 MiB</value>
    public int MaxBatchBytes { get; set; } = 4 << 20;

    /// <summary>How many bytes a partition may have read and not released; above it nothing is read.</summary>
    /// <value>16 MiB</value>
    public long MaxUnreleasedBytes { get; set; } = 16 << 20;

    /// <summary>How long start-up waits for the broker.</summary>
    /// <value>30 s</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the broker is asked whether partitions were added or the topic was created anew.</summary>
    /// <value>1 minute</value>
    public TimeSpan TopicCheckInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The section of the settings that these options come from; errors name it.</summary>
    /// <value><c>Kafka</c></value>
    public string SettingsSection { get; set; } = "Kafka";

    /// <summary>Settings of the client, by librdkafka's names (<c>security.protocol</c>, <c>sasl.username</c>, <c>ssl.ca.location</c> …), for consumers and producers alike.</summary>
    public Dictionary<string, string> Client { get; } = [];

    /// <summary>Settings of consumers alone; they override <see cref="Client"/>.</summary>
    public Dictionary<string, string> Consumer { get; } = [];

    /// <summary>Settings of producers alone; they override <see cref="Client"/>.</summary>
    public Dictionary<string, string> Producer { get; } = [];
}
