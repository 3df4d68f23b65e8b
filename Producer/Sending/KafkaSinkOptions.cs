namespace Anomaly.Producer.Sending;

/// <summary>Where records go.</summary>
internal sealed record KafkaSinkOptions
{
    public required BrokerAddress Address { get; init; }

    public required string Topic { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>0: no limit.</summary>
    public long MaxUnreadBytes { get; init; }

    public string Group { get; init; } = "anomaly";

    /// <summary>How long nothing may be committed while the sender waits before it is said.</summary>
    public TimeSpan StallNotice { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told in one line what a person should know.</summary>
    public Action<string>? Notice { get; init; }
}
