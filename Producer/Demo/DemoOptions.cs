using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Demo;

/// <summary>What the demo sends, and where.</summary>
/// <param name="BootstrapServers">The broker.</param>
/// <param name="Topic">The topic.</param>
public sealed record DemoOptions(string BootstrapServers, string Topic)
{
    /// <summary>Settings of the client, by librdkafka's names.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>How many simulated series there are beside the host's figures.</summary>
    public int SeriesCount { get; init; } = 5;

    /// <summary>The same seed gives the same simulated values at the same times.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often each series gets a sample.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The label <c>host</c> of the host's figures.</summary>
    public string MachineName { get; init; } = Environment.MachineName;

    /// <summary>How long a broker may be away before it is said; it is waited for all the same.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far it may run ahead of <see cref="Group"/>, in bytes a partition; 0: no limit.</summary>
    public long MaxUnreadBytes { get; init; } = UnreadLimiterOptions.InProcessMaxUnreadBytes;

    /// <summary>The consumer group whose committed offsets tell what was read.</summary>
    public string Group { get; init; } = "anomaly";
}
