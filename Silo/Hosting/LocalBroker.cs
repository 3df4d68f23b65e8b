using Anomaly.Silo.Settings;
using Anomaly.Streaming.Kafka.Clients;

namespace Anomaly.Silo.Hosting;

/// <summary>The broker inside the process, for trying: its address is written to <c>kafka.address</c> for the producers.</summary>
internal sealed class LocalBroker : IDisposable
{
    private readonly InProcessBroker _broker;
    private readonly string _addressFile;

    public LocalBroker(SiloSettings settings)
    {
        _broker = InProcessBroker.Start(settings.Kafka.Topic);
        _addressFile = Path.Combine(settings.Storage.Path, "kafka.address");
        File.WriteAllText(_addressFile, _broker.BootstrapServers + "\n");
    }

    public string BootstrapServers => _broker.BootstrapServers;

    /// <summary>New at each start: the broker comes empty, so that its topic is another one.</summary>
    public string TopicId { get; } = Guid.NewGuid().ToString();

    public void Dispose()
    {
        File.Delete(_addressFile);
        _broker.Dispose();
    }
}
