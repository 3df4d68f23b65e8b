using Anomaly.Streaming.Kafka.Clients;
using Anomaly.Streaming.Kafka.Options;
using Anomaly.Streaming.Kafka.Tests.Brokers;
using Anomaly.Streaming.Kafka.Tests.Silos;
using Anomaly.Streaming.Kafka.Topics;
using Anomaly.Testing.Tls;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Anomaly.Streaming.Kafka.Tests;

/// <summary>Encrypted connections to the Apache broker, and what is said where there is none.</summary>
public sealed class TlsTests(TlsBroker broker) : IClassFixture<TlsBroker>
{
    private readonly KafkaTls _tls = broker.Tls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutTrust_SaysWhatIsWrong()
    {
        using var other = new TestAuthority("another authority");
        await Task.WhenAll(
            SaysAsync("an authority that the broker's certificate is not from", options => options.Client["ssl.ca.location"] = other.AuthorityFile,
                "cannot be trusted: its certificate (CN=broker) is issued by CN=test authority, which is not among the authorities that are trusted (" + other.AuthorityFile + "); name a PEM file with the certificate of that authority (settings Kafka:BootstrapServers, Kafka:Client:ssl.ca.location)."),
            SaysAsync("a name that the certificate does not have", options => options.BootstrapServers = _tls.ByAddress,
                "cannot be trusted: its certificate is for localhost, not for 127.0.0.1; use a name that the certificate has"),
            SaysAsync("no certificate of the client", options => { options.Client.Remove("ssl.certificate.location"); options.Client.Remove("ssl.key.location"); },
                "SSL authentication might be required (see ssl.key.location and ssl.certificate.location"),
            SaysAsync("no encryption", options => options.Client["security.protocol"] = "plaintext", "no Kafka broker answers at"),
            SaysAsync("encryption where there is none", options => options.BootstrapServers = _tls.Broker.BootstrapServers, "correct Kafka:Client:security.protocol"));
    }

    [Fact]
    public async Task Start_BrokersCertificateExpired_SaysSinceWhen()
    {
        await _tls.UseAsync(_tls.Authority.Issue("old", ["localhost"], until: TimeSpan.FromDays(-3)), Token);
        try
        {
            var day = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            await SaysAsync("an expired certificate", _ => { }, $"cannot be trusted: its certificate (CN=old) has been expired since {day}");
        }
        finally
        {
            await _tls.UseAsync(_tls.Server, Token);
        }
    }

    /// <summary>A broker of the tests' age has no such mechanism: what can be seen is that the client takes the settings, tries, and says why not.</summary>
    [Fact]
    public async Task Start_SaslThatTheBrokerDoesNotHave_IsSaidWithoutTheSecret()
    {
        foreach (var message in await Task.WhenAll(new[] { "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER" }.Select(LogInAsync)))
            Assert.DoesNotContain("hush", message, StringComparison.Ordinal);

        Task<string> LogInAsync(string mechanism) => SaysAsync(mechanism, options =>
        {
            (options.Client["security.protocol"], options.Client["sasl.mechanism"]) = ("sasl_ssl", mechanism);
            if (mechanism == "OAUTHBEARER") (options.Client["enable.sasl.oauthbearer.unsecure.jwt"], options.Client["sasl.oauthbearer.config"]) = ("true", "principal=hush-hush");
            else (options.Client["sasl.username"], options.Client["sasl.password"]) = ("$ConnectionString", "hush-hush");
        }, $"did not accept the login within 00:00:02 (sasl_ssl://{_tls.BootstrapServers}/bootstrap: Failed to initialize SASL authentication: SASL Handshake not supported by broker (required by mechanism {mechanism})");
    }

    [Fact]
    public async Task Tls_WithAClientsCertificate_CarriesRecords()
    {
        var topic = $"t{Guid.NewGuid():N}";
        await _tls.Broker.CreateTopicAsync(topic, 1, Token);
        var inbox = new Inbox();
        await using var silo = await StreamSilo.StartAsync(options => Configure(options, topic), inbox, new Questions(log => log.Low), Token);
        var own = new KafkaStreamOptions();
        Configure(own, topic);
        using var producer = KafkaProducerFactory.Create(own);
        foreach (var value in Texts.Numbers(0, 10)) producer.Produce(new TopicPartition(topic, 0), new() { Value = value });
        producer.Flush(Token);
        Texts.AssertContinuous(await inbox.TakeAsync(10, Token), 0);
    }

    /// <summary>What a silo's start asks first, without the silo: one whose start failed goes on in this process, and ten of them take all of it (<see cref="StartTests"/> has a few).</summary>
    private async Task<string> SaysAsync(string what, Action<KafkaStreamOptions> spoil, string part)
    {
        var options = new KafkaStreamOptions { StreamNamespace = StreamSilo.Namespace };
        Configure(options, "never");
        options.ConnectTimeout = TimeSpan.FromSeconds(2);
        spoil(options);
        var connector = new TopicConnector(StreamSilo.Provider, options, TimeProvider.System, NullLogger.Instance);
        var exception = await Assert.ThrowsAsync<KafkaUnavailableException>(() => connector.ConnectAsync(Token));
        Assert.True(exception.Message.Contains(part, StringComparison.Ordinal), $"{what}: {exception.Message}");
        return exception.Message;
    }

    private void Configure(KafkaStreamOptions options, string topic)
    {
        (options.BootstrapServers, options.Topic, options.TopicId) = (_tls.BootstrapServers, topic, "test");
        foreach (var (name, value) in _tls.ClientSettings) options.Client[name] = value;
    }
}
