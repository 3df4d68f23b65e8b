using Confluent.Kafka;

[assembly: AssemblyFixture(typeof(Anomaly.Producer.Tests.InProcessBroker))]

namespace Anomaly.Producer.Tests;

/// <summary>The broker inside librdkafka: a real Kafka endpoint on loopback, with four partitions a topic.</summary>
public sealed class InProcessBroker : IDisposable
{
    public const int Partitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IProducer<Null, byte[]> _host = new ProducerBuilder<Null, byte[]>(new Dictionary<string, string>
    {
        ["bootstrap.servers"] = "in-process",
        ["test.mock.num.brokers"] = "1",
    }).SetLogHandler((_, _) => { }).Build();

    public InProcessBroker()
    {
        using var admin = new DependentAdminClientBuilder(_host.Handle).Build();
        var broker = admin.GetMetadata(Patience).Brokers.Single();
        Address = $"{broker.Host}:{broker.Port}";
    }

    public string Address { get; }

    public void Dispose() => _host.Dispose();

    /// <summary>Reads records from the start of every partition until there are as many as asked for.</summary>
    public List<ConsumeResult<byte[]?, byte[]>> Read(string topic, int count, CancellationToken cancellationToken)
    {
        using var consumer = new ConsumerBuilder<byte[]?, byte[]>(new ConsumerConfig { BootstrapServers = Address, GroupId = "test", EnableAutoCommit = false })
            .SetLogHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, Partitions).Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        var records = new List<ConsumeResult<byte[]?, byte[]>>();
        try
        {
            while (records.Count < count)
                records.Add(consumer.Consume(late.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{topic}: only {records.Count} of {count} records came");
        }

        return records;
    }

    /// <summary>Says, as the service does, how far a group has read.</summary>
    public void Commit(string topic, string group, long offset)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = Address, GroupId = group, EnableAutoCommit = false })
            .SetLogHandler((_, _) => { }).Build();
        consumer.Commit(Enumerable.Range(0, Partitions).Select(partition => new TopicPartitionOffset(topic, partition, offset)));
    }
}
