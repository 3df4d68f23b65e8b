namespace Anomaly.Producer.Sending;

/// <summary>How far a producer may run ahead of a consumer group.</summary>
public sealed record UnreadLimiterOptions
{
    /// <summary>What the broker inside a silo is safe with: it drops what is older than the last 5 MB of a partition.</summary>
    public const long InProcessMaxUnreadBytes = 3_000_000;

    /// <summary>The brokers.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>How many partitions it has; more may turn up later.</summary>
    public required int Partitions { get; init; }

    /// <summary>The consumer group whose committed offsets tell what was read.</summary>
    public string Group { get; init; } = "anomaly";

    /// <summary>The limit: unread bytes a partition, those under way included.</summary>
    public long MaxUnreadBytes { get; init; } = InProcessMaxUnreadBytes;

    /// <summary>Settings of the client, by librdkafka's names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long nothing may be committed while a producer waits before it is said.</summary>
    public TimeSpan StallNotice { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told in one line what a person should know.</summary>
    public Action<string>? Notice { get; init; }
}
