using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Storage.Incidents;

/// <summary>The incidents, and what people do with them. Each change is written with what is to be told of it.</summary>
public interface IIncidentStore
{
    /// <summary>Reads a page.</summary>
    Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Counts those that go on.</summary>
    Task<FiringIncidents> CountFiringAsync(CancellationToken cancellationToken);

    /// <summary>Reads a page of an incident's series, by id in byte order.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="after">The series before the page; null for the first.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Says who looks after an incident. Where somebody does already, that stays.</summary>
    /// <returns>The incident as it is now; null where there is none.</returns>
    Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken);

    /// <summary>Adds a comment.</summary>
    /// <returns>The incident as it is now; null where there is none.</returns>
    Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken);

    /// <summary>Says that an incident is over. One that is over already stays as it is.</summary>
    /// <returns>The incident as it is now; null where there is none.</returns>
    Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken);
}
