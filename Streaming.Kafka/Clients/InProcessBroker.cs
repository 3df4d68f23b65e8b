using System.Globalization;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Clients;

/// <summary>
/// A Kafka endpoint inside this process, for trying and for tests: the broker that librdkafka carries. It listens on a free port of the
/// loopback address, keeps what it gets in memory (about 5 MB a partition) and forgets it at its end. It creates topics when a producer
/// names them, always with <see cref="Partitions"/> partitions, and answers neither CreateTopics nor DescribeTopics.
/// </summary>
public sealed class InProcessBroker : IDisposable
{
    /// <summary>How many partitions each of its topics has; librdkafka has no setting for it.</summary>
    public const int Partitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IProducer<Null, Null> _owner;

    private InProcessBroker(IProducer<Null, Null> owner)
    {
        _owner = owner;
        using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        BootstrapServers = string.Join(',', admin.GetMetadata(Patience).Brokers
            .Select(broker => string.Create(CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}")));
    }

    /// <summary>Its address, <c>host:port</c>.</summary>
    public string BootstrapServers { get; }

    /// <summary>Starts a broker.</summary>
    /// <param name="topics">The topics to create.</param>
    /// <returns>The broker; it ends with its disposal.</returns>
    public static InProcessBroker Start(params IEnumerable<string> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        // The client replaces its bootstrap servers by the broker that it starts.
        var settings = new Dictionary<string, string> { ["test.mock.num.brokers"] = "1", ["bootstrap.servers"] = "127.0.0.1:9" };
        var owner = new ProducerBuilder<Null, Null>(settings).SetLogHandler(static (_, _) => { }).Build();
        try
        {
            var broker = new InProcessBroker(owner);
            foreach (var topic in topics) broker.CreateTopic(topic);
            return broker;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Creates a topic where it is absent.</summary>
    /// <param name="topic">Its name.</param>
    public void CreateTopic(string topic)
    {
        using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        admin.GetMetadata(topic, Patience);
    }

    /// <summary>Ends the broker; its clients lose their connections.</summary>
    public void Dispose() => _owner.Dispose();
}
