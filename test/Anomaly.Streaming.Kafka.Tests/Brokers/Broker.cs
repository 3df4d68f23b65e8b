using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Testing.Kafka;
using Confluent.Kafka;

namespace Anomaly.Streaming.Kafka.Tests.Brokers;

/// <summary>The two real brokers.</summary>
public enum Kind
{
    InProcess,
    Apache,
}

/// <summary>A broker and a topic of its own for one test. The Apache broker is shared by the tests that do not stop it.</summary>
public sealed class Broker : IAsyncDisposable
{
    private static readonly Lazy<Task<ApacheKafka>> Shared = new(() => ApacheKafka.StartAsync(CancellationToken.None));
    private readonly IAsyncDisposable? _apache;
    private readonly InProcessBroker? _inProcess;

    private Broker(string bootstrapServers, IReadOnlyDictionary<string, string> client, IAsyncDisposable? apache, InProcessBroker? inProcess)
    {
        BootstrapServers = bootstrapServers;
        Client = client;
        _apache = apache;
        _inProcess = inProcess;
    }

    public string BootstrapServers { get; }

    public string Topic { get; } = $"t{Guid.NewGuid():N}";

    public IReadOnlyDictionary<string, string> Client { get; }

    public static async Task<Broker> OpenAsync(Kind kind)
    {
        if (kind == Kind.InProcess)
        {
            var inProcess = InProcessBroker.Start();
            var broker = new Broker(inProcess.BootstrapServers, new Dictionary<string, string>(), null, inProcess);
            inProcess.CreateTopic(broker.Topic);
            return broker;
        }
        SkipWithoutApache();
        var apache = await Shared.Value;
        var shared = new Broker(apache.BootstrapServers, ApacheKafka.ClientSettings, null, null);
        await apache.CreateTopicAsync(shared.Topic, 4, TestContext.Current.CancellationToken);
        return shared;
    }

    /// <summary>A private Apache broker, to be stopped or changed by its test.</summary>
    public static async Task<(Broker Broker, ApacheKafka Apache)> OpenApacheAsync(bool autoCreateTopics = true, IReadOnlyDictionary<string, string>? settings = null)
    {
        SkipWithoutApache();
        var apache = await ApacheKafka.StartAsync(TestContext.Current.CancellationToken, 4, autoCreateTopics, settings);
        return (new Broker(apache.BootstrapServers, ApacheKafka.ClientSettings, apache, null), apache);
    }

    public static async Task CloseSharedAsync()
    {
        if (Shared.IsValueCreated) await (await Shared.Value).DisposeAsync();
    }

    /// <summary>Sets a stream's options to this broker and topic.</summary>
    public void Configure(KafkaStreamOptions options)
    {
        options.BootstrapServers = BootstrapServers;
        options.Topic = Topic;
        options.TopicId = "test";
        foreach (var (name, value) in Client) options.Client[name] = value;
    }

    public KafkaStreamOptions Options()
    {
        var options = new KafkaStreamOptions();
        Configure(options);
        return options;
    }

    public IProducer<byte[]?, byte[]?> Producer() => KafkaProducerFactory.Create(Options(), config => config.LingerMs = 5);

    /// <summary>Writes values to a partition, in order, and waits for their acknowledgement.</summary>
    public async Task ProduceAsync(IEnumerable<byte[]?> values, int partition = 0, byte[]? key = null)
    {
        using var producer = Producer();
        await Task.WhenAll(values.Select(value =>
            producer.ProduceAsync(new TopicPartition(Topic, partition), new Message<byte[]?, byte[]?> { Key = key, Value = value }, TestContext.Current.CancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        _inProcess?.Dispose();
        if (_apache is not null) await _apache.DisposeAsync();
    }

    private static void SkipWithoutApache()
    {
        if (ApacheKafka.WhyMissing is not { } reason) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
