using Anomaly.Testing.Kafka;
using Anomaly.Testing.Tls;

namespace Anomaly.Streaming.Kafka.Tests.Brokers;

/// <summary>One broker with TLS for the tests of a class: it takes longer to start than all that is asked of it.</summary>
public sealed class TlsBroker : IAsyncLifetime
{
    public KafkaTls Tls { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (ApacheKafka.WhyMissing is { } why && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip(why);
        Tls = await KafkaTls.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Tls is not null) await Tls.DisposeAsync();
    }
}
