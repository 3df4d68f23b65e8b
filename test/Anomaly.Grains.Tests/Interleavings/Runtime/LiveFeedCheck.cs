using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Tests.Interleavings.Database;
using Orleans.Concurrency;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>The live feed: what it is told to be durable must be in the database (rule 12).</summary>
internal sealed class LiveFeedCheck(Simulation simulation, Tables tables) : IAnomalyFeedGrain
{
    public Task PublishAsync(Immutable<AnomalyEvent[]> events)
    {
        foreach (var told in events.Value)
        {
            if (told.Durable && !tables.Anomalies.ContainsKey(told.Record.Id))
            {
                simulation.Fail($"the live feed is told that anomaly {told.Record.Id} of {told.Record.MetricName} is durable; the database does not have it");
            }
        }

        return Task.CompletedTask;
    }

    public Task<FeedPosition> SubscribeAsync(IAnomalyObserver observer, AnomalyFilter filter, FeedPosition? since) => throw new NotSupportedException();

    public Task UnsubscribeAsync(IAnomalyObserver observer) => throw new NotSupportedException();
}
