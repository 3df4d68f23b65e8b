using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Grains.Partitions;

/// <summary>Where a session tells of anomalies as they arise and as they become durable.</summary>
internal interface ILiveFeed
{
    void Publish(AnomalyEvent[] events);
}
