using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;
using Anomaly.Testing.Postgres;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class StartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_NoBroker_SaysWhichSettingWhichAddressAndWhatToDo()
    {
        var address = $"127.0.0.1:{LoopbackPort.Take()}";
        var started = TimeProvider.System.GetTimestamp();

        var exception = await Assert.ThrowsAsync<KafkaUnavailableException>(() => StreamSilo.StartAsync(
            options => (options.BootstrapServers, options.Topic, options.ConnectTimeout) = (address, "t", TimeSpan.FromSeconds(6)), new Inbox(), new Questions(_ => 0), Token));

        Assert.StartsWith($"Kafka stream 'metrics': no Kafka broker answers at {address} (Kafka:BootstrapServers) within 00:00:06 (", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; start it, or set Kafka:BootstrapServers to the address of one that runs.", exception.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 6, 12);
    }

    [Fact]
    public async Task Start_BrokerComesWithinTheTimeout_Goes()
    {
        var (broker, apache) = await Broker.OpenApacheAsync();
        await using var _ = broker;
        await apache.CreateTopicAsync(broker.Topic, 1, Token);
        await apache.StopBrokerAsync();
        var inbox = new Inbox();

        var starting = StreamSilo.StartAsync(broker.Configure, inbox, new Questions(log => log.Low), Token);
        await apache.StartBrokerAsync(Token);
        await using var silo = await starting;

        await broker.ProduceAsync(Texts.Numbers(0, 10));
        Texts.AssertContinuous(await inbox.TakeAsync(10, Token), 0);
    }

    [Theory, InlineData(Kind.InProcess), InlineData(Kind.Apache)]
    public async Task Start_TopicAbsent_CreatesIt(Kind kind)
    {
        await using var broker = await Broker.OpenAsync(kind);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(options => { broker.Configure(options); options.Topic += "new"; }, inbox, new Questions(log => log.Low), Token);

        using var producer = broker.Producer();
        await producer.ProduceAsync(new Confluent.Kafka.TopicPartition(broker.Topic + "new", 3), new() { Value = "first".Bytes() }, Token);
        Assert.Equal(["first"], (await inbox.NextAsync(Token)).Values());
        Assert.Equal(4, silo.Control.GetPartitions().Count);
    }

    [Fact]
    public async Task Start_TopicAbsentAndNotToBeCreated_SaysSo()
    {
        var (broker, _) = await Broker.OpenApacheAsync(autoCreateTopics: false);
        await using var __ = broker;

        var exception = await Assert.ThrowsAsync<KafkaUnavailableException>(() => StreamSilo.StartAsync(
            options => { broker.Configure(options); options.ConnectTimeout = TimeSpan.FromSeconds(5); }, new Inbox(), new Questions(log => log.Low), Token));

        Assert.StartsWith($"Kafka stream 'metrics': topic '{broker.Topic}' (Kafka:Topic) did not appear at {broker.BootstrapServers} within 00:00:05", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("; create it there, or name one that exists.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoPositions_SaysWhatToRegister()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);

        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => StreamSilo.StartAsync(broker.Configure, new Inbox(), null, Token));

        Assert.StartsWith("Kafka stream 'metrics': no IStreamPositions is registered", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_SettingsAlone_ConfigureIt()
    {
        await using var broker = await Broker.OpenAsync(Kind.InProcess);
        await broker.ProduceAsync(Texts.Numbers(0, 10));
        var inbox = new Inbox();
        const string Section = "Orleans:Streaming:metrics";
        await using var silo = await StreamSilo.StartAsync(_ => { }, inbox, new Questions(log => log.Low), Token, configured: true, settings: new Dictionary<string, string?>
        {
            [$"{Section}:ProviderType"] = "Kafka",
            [$"{Section}:BootstrapServers"] = broker.BootstrapServers,
            [$"{Section}:Topic"] = broker.Topic,
            [$"{Section}:StreamNamespace"] = StreamSilo.Namespace,
            [$"{Section}:TopicId"] = "test",
            [$"{Section}:Client:client.id"] = "by-settings",
        });

        Texts.AssertContinuous(await inbox.TakeAsync(10, Token), 0);
    }
}
