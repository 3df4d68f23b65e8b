using System.ComponentModel.DataAnnotations;

namespace Anomaly.Silo.Settings;

/// <summary>Section <c>Kafka</c>.</summary>
public sealed class KafkaSettings
{
    /// <summary>The brokers, <c>host:port</c> separated by commas; empty for a broker inside this process.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic that metrics come in through.</summary>
    [Required, RegularExpression("[a-zA-Z0-9._-]{1,200}")]
    public string Topic { get; set; } = "metrics";

    /// <summary>The consumer group that progress is committed to, for lag tools.</summary>
    [Required]
    public string GroupId { get; set; } = "anomaly";

    /// <summary>How many partitions the topic gets where it is absent.</summary>
    [Range(1, 1000)]
    public int Partitions { get; set; } = 4;

    /// <summary>How long start-up waits for the broker.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the broker is asked whether partitions were added or the topic was created anew.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TopicCheckInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a broker inside this process is fed with this machine's figures and some simulated series.</summary>
    public bool Demo { get; set; } = true;

    /// <summary>Settings of the client by librdkafka's names, such as <c>security.protocol</c>.</summary>
    public Dictionary<string, string> Client { get; set; } = [];

    /// <summary>Settings of consumers alone.</summary>
    public Dictionary<string, string> Consumer { get; set; } = [];

    /// <summary>Settings of producers alone.</summary>
    public Dictionary<string, string> Producer { get; set; } = [];
}
