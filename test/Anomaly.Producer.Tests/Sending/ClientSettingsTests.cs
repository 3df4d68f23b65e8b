using Anomaly.Producer.Sending;
using Confluent.Kafka;

namespace Anomaly.Producer.Tests.Sending;

public sealed class ClientSettingsTests
{
    [Fact]
    public void ForProducer_Nothing_IsSafe()
    {
        var config = Producer();
        Assert.Equal((Acks.All, true, 5), (config.Acks, config.EnableIdempotence, config.LingerMs));
    }

    [Theory]
    [InlineData(false, "api.version.request=false", "broker.version.fallback=0.9.0")]
    [InlineData(true, "api.version.request=false", "broker.version.fallback=2.0")]
    [InlineData(false, "acks=1")]
    [InlineData(true, "acks=all")]
    [InlineData(false, "enable.idempotence=false")]
    public void ForProducer_BrokerOrUserWithoutIdempotence_TurnsItOff(bool expected, params string[] set) =>
        Assert.Equal(expected, Producer(set).EnableIdempotence);

    [Fact]
    public void ForProducer_NotIdempotent_KeepsTheOrderOfRetries() =>
        Assert.Equal("1", Producer("acks=1").Get("max.in.flight.requests.per.connection"));

    [Fact]
    public void ForOffsets_ProducersSettings_AreLeftOut()
    {
        var config = ClientSettings.ForOffsets("a:1", "g", new Dictionary<string, string> { ["acks"] = "1", ["compression.type"] = "lz4", ["sasl.username"] = "u" });
        Assert.Equal(["bootstrap.servers", "client.id", "enable.auto.commit", "group.id", "sasl.username"], config.Select(one => one.Key).Order());
    }

    private static ProducerConfig Producer(params string[] set) =>
        ClientSettings.ForProducer("a:1", set.ToDictionary(one => one.Split('=')[0], one => one.Split('=')[1]));
}
