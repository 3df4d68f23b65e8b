using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Tests.Silos;
using Microsoft.Extensions.Options;

namespace Anomaly.Streaming.Kafka.Tests;

public sealed class OptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<KafkaStreamOptions>, string> Wrong => new()
    {
        { "no address", options => options.BootstrapServers = "", "KafkaStreamOptions.BootstrapServers is empty; set Kafka:BootstrapServers to the brokers' addresses, host:port separated by commas." },
        { "no topic", options => options.Topic = " ", "KafkaStreamOptions.Topic is empty; set Kafka:Topic to the topic the producers write to." },
        { "no namespace", options => options.StreamNamespace = "", "KafkaStreamOptions.StreamNamespace is empty; set Kafka:StreamNamespace to the namespace that the subscribing grain names." },
        { "no group", options => options.GroupId = "", "KafkaStreamOptions.GroupId is empty; set Kafka:GroupId to the consumer group that lag tools look at." },
        { "no partitions", options => options.Partitions = 0, "KafkaStreamOptions.Partitions is 0; set Kafka:Partitions to 1 or more." },
        { "no records", options => options.MaxBatchRecords = -5, "KafkaStreamOptions.MaxBatchRecords is -5; set Kafka:MaxBatchRecords to 1 or more." },
        { "no bytes", options => options.MaxBatchBytes = 0, "KafkaStreamOptions.MaxBatchBytes is 0; set Kafka:MaxBatchBytes to 1 or more." },
        { "no memory", options => options.MaxUnreleasedBytes = 0, "KafkaStreamOptions.MaxUnreleasedBytes is 0; set Kafka:MaxUnreleasedBytes to 1 or more." },
        { "no patience", options => options.ConnectTimeout = TimeSpan.Zero, "KafkaStreamOptions.ConnectTimeout is 00:00:00; set Kafka:ConnectTimeout to more than 00:00:00." },
        { "no pause", options => options.TopicCheckInterval = TimeSpan.Zero, "KafkaStreamOptions.TopicCheckInterval is 00:00:00; set Kafka:TopicCheckInterval to 00:00:01 or more." },
        { "another section", options => (options.SettingsSection, options.Topic) = ("Input", ""), "KafkaStreamOptions.Topic is empty; set Input:Topic to the topic the producers write to." },
        { "reserved", options => options.Consumer["auto.offset.reset"] = "earliest", "KafkaStreamOptions.Consumer holds auto.offset.reset; remove it: the stream's user says where reading starts (Kafka:Consumer:auto.offset.reset)." },
        { "unknown setting", options => options.Client["sasl.mechansim"] = "PLAIN", "Kafka:Client:sasl.mechansim is 'PLAIN', which the Kafka client refuses (No such configuration property: \"sasl.mechansim\"); use a name and a value of librdkafka's settings." },
        { "unknown value", options => options.Consumer["security.protocol"] = "tsl", "Kafka:Consumer:security.protocol is 'tsl', which the Kafka client refuses" },
        { "file that is not there", options => (options.Client["security.protocol"], options.Client["ssl.ca.location"]) = ("ssl", "/nowhere/ca.pem"), "Kafka:Client:ssl.ca.location is '/nowhere/ca.pem', which the Kafka client refuses (" },
        { "mechanism that is none", options => (options.Client["security.protocol"], options.Client["sasl.mechanism"]) = ("sasl_ssl", "SCRAM-SHA-1"), "The settings in Kafka:Client, :Consumer or :Producer are refused by the Kafka client (" },
        { "Java's login", options => options.Client["sasl.jaas.config"] = "username=\"ana\" password=\"hush\"", "The settings in Kafka:Client, :Consumer or :Producer are refused by the Kafka client (Java JAAS configuration is not supported" },
        { "secret", options => options.Producer["sasl.pasword"] = "hush", "Kafka:Producer:sasl.pasword is '…', which" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task Start_WrongSetting_SaysWhichWhatItIsAndWhatItMustBe(string what, Action<KafkaStreamOptions> spoil, string message)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StreamSilo.StartAsync(
            options =>
            {
                (options.BootstrapServers, options.Topic) = ("127.0.0.1:9", "t");
                spoil(options);
            },
            new Inbox(), new Questions(_ => 0), Token));

        var failure = Assert.Single(exception.Failures);
        Assert.True(failure.StartsWith($"Kafka stream 'metrics': {message}", StringComparison.Ordinal), $"{what}: {failure}");
        Assert.DoesNotContain("hush", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongPassword_IsNotShown()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StreamSilo.StartAsync(
            options =>
            {
                (options.BootstrapServers, options.Topic) = ("127.0.0.1:9", "t");
                options.Client["ssl.key.passwords"] = "hush";
            },
            new Inbox(), new Questions(_ => 0), Token));

        Assert.DoesNotContain("hush", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Config_SecuritySettings_ReachEveryClient()
    {
        var options = new KafkaStreamOptions { BootstrapServers = "kafka:9093", GroupId = "g" };
        options.Client["security.protocol"] = "SASL_SSL";
        options.Client["sasl.mechanism"] = "SCRAM-SHA-512";
        options.Client["sasl.username"] = "u";
        options.Client["ssl.ca.location"] = "/etc/ca.pem";
        options.Client["fetch.min.bytes"] = "1";
        options.Consumer["fetch.min.bytes"] = "10";
        options.Producer["linger.ms"] = "7";

        foreach (Confluent.Kafka.ClientConfig config in new Confluent.Kafka.ClientConfig[] { KafkaClientConfig.ForConsumer(options), KafkaClientConfig.ForProducer(options), KafkaClientConfig.ForAdmin(options) })
        {
            Assert.Equal(("SASL_SSL", "SCRAM-SHA-512"), (config.Get("security.protocol"), config.Get("sasl.mechanism")));
            Assert.Equal(("kafka:9093", "u", "/etc/ca.pem"), (config.BootstrapServers, config.SaslUsername, config.SslCaLocation));
        }
        Assert.Equal("10", KafkaClientConfig.ForConsumer(options).Get("fetch.min.bytes"));
        Assert.Equal(7, KafkaClientConfig.ForProducer(options).LingerMs);
        Assert.Equal(("error", "g"), (KafkaClientConfig.ForConsumer(options).Get("auto.offset.reset"), KafkaClientConfig.ForConsumer(options).GroupId));
    }

    [Fact]
    public void Producer_UnknownSetting_SaysWhich()
    {
        var options = new KafkaStreamOptions { BootstrapServers = "127.0.0.1:9" };
        options.Producer["lingerms"] = "5";

        var exception = Assert.Throws<KafkaSettingException>(() => KafkaProducerFactory.Create(options));

        Assert.StartsWith("Kafka:Producer:lingerms is '5', which the Kafka client refuses", exception.Message, StringComparison.Ordinal);
    }
}
