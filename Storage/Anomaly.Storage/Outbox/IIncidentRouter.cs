using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Outbox;

/// <summary>Says where incidents are told. Called inside a transaction: it computes, and waits for nothing.</summary>
public interface IIncidentRouter
{
    /// <summary>The groups of a firing incident, one a route.</summary>
    /// <param name="incident">The incident, with up to <see cref="RouteBatch.MaxSeries"/> of its series.</param>
    /// <param name="now">The time.</param>
    IReadOnlyList<GroupPlace> Route(Incident incident, DateTimeOffset now);
}
