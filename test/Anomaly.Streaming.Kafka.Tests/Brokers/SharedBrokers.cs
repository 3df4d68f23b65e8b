[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Anomaly.Streaming.Kafka.Tests.Brokers.SharedBrokers))]

namespace Anomaly.Streaming.Kafka.Tests.Brokers;

/// <summary>Ends the shared broker after the last test.</summary>
public sealed class SharedBrokers : IAsyncDisposable
{
    public ValueTask DisposeAsync() => new(Broker.CloseSharedAsync());
}
