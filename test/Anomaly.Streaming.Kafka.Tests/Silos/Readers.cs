using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Streaming.Kafka.Tests.Silos;

/// <summary>Says who may read, as the test tells.</summary>
public sealed class Readers : IPartitionEligibility
{
    private Func<int, SiloAddress, bool> _mayRead = (_, _) => true;

    public event EventHandler? Changed;

    public void Set(Func<int, SiloAddress, bool> mayRead)
    {
        _mayRead = mayRead;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public bool MayRead(string provider, int partition, SiloAddress silo)
    {
        Assert.Equal(StreamSilo.Provider, provider);
        return _mayRead(partition, silo);
    }
}
