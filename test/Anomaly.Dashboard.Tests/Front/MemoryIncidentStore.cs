using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Incidents in memory. Questions about a certain series meet a broken database.</summary>
internal sealed class MemoryIncidentStore : IIncidentStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<Guid, Incident> _incidents = [];

    public void Add(params IEnumerable<Incident> incidents)
    {
        lock (_lock)
        {
            foreach (var incident in incidents)
                _incidents[incident.Id] = incident;
        }
    }

    public Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        if (query.Series == MemoryAnomalyStore.AwaySeries)
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
        lock (_lock)
            return Task.FromResult<IReadOnlyList<Incident>>([.. _incidents.Values.Reverse()
                .Where(incident => (query.Status is null || incident.Status == query.Status)
                    && (query.Severity is null || incident.Severity == query.Severity)
                    && (query.Series is null || incident.Series.Contains(query.Series))
                    && (query.From is null || incident.LastAnomalyAt >= query.From)
                    && (query.To is null || incident.StartedAt < query.To)
                    && (query.After is not { } after || incident.Id.CompareTo(after) < 0))
                .Take(query.Limit)]);
    }

    public Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_incidents.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IncidentSeries>>([]);

    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) =>
        Change(id, incident => incident.Acknowledged is null ? incident with { Acknowledged = new(author, Samples.Noon), Revision = incident.Revision + 1 } : incident);

    public Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken) =>
        Change(id, incident => incident with { Comments = [.. incident.Comments, new(author, text, Samples.Noon)] });

    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) =>
        Change(id, incident => incident.Status == IncidentStatus.Resolved ? incident : incident with
        {
            Status = IncidentStatus.Resolved, ResolvedAt = Samples.Noon, ResolvedBy = IncidentResolution.Person, Resolver = author, Revision = incident.Revision + 1,
        });

    private Task<Incident?> Change(Guid id, Func<Incident, Incident> change)
    {
        lock (_lock)
            return Task.FromResult(_incidents.TryGetValue(id, out var incident) ? _incidents[id] = change(incident) : null);
    }
}
