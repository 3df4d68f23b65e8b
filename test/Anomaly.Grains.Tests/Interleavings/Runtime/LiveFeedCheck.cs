using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Tests.Interleavings.Database;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>The live feed: what it is told to be durable must be in the database (rule 12).</summary>
internal sealed class LiveFeedCheck(Simulation simulation, Tables tables) : ILiveFeed
{
    public void Publish(AnomalyEvent[] events)
    {
        foreach (var told in events)
        {
            if (told.Durable && !tables.Anomalies.ContainsKey(told.Record.Id))
            {
                simulation.Fail($"the live feed is told that anomaly {told.Record.Id} of {told.Record.MetricName} is durable; the database does not have it");
            }
        }
    }
}
