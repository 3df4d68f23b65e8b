using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>Incidents in memory. Questions about a certain series meet a broken database.</summary>
internal sealed class MemoryIncidentStore : IIncidentStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<Guid, Incident> _incidents = [];

    public bool Away { get; set; }

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
        Refuse();
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
        Refuse();
        lock (_lock)
            return Task.FromResult(_incidents.GetValueOrDefault(id));
    }

    public Task<FiringIncidents> CountFiringAsync(CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
        {
            var firing = _incidents.Values.Where(incident => incident.Status == IncidentStatus.Firing).ToArray();
            long Of(AnomalySeverity severity) => firing.Count(incident => incident.Severity == severity);
            return Task.FromResult(new FiringIncidents(
                Of(AnomalySeverity.Critical), Of(AnomalySeverity.Warning), Of(AnomalySeverity.Info), firing.Count(incident => incident.Acknowledged is not null)));
        }
    }

    public Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken)
    {
        Refuse();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<IncidentSeries>>([.. (_incidents.GetValueOrDefault(id)?.Series ?? [])
                .Order(StringComparer.Ordinal)
                .Where(series => after is null || string.CompareOrdinal(series, after) > 0)
                .Take(limit)
                .Select(series => new IncidentSeries(series, 3, Samples.Noon, Samples.Noon))]);
        }
    }

    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) =>
        Change(id, incident => incident.Acknowledged is null ? incident with { Acknowledged = new(author, Samples.Noon), Revision = incident.Revision + 1 } : incident);

    public Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken) =>
        Change(id, incident => incident with { Comments = [.. incident.Comments, new(author, text, Samples.Noon)] });

    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) =>
        Change(id, incident => incident.Status == IncidentStatus.Resolved ? incident : incident with
        {
            Status = IncidentStatus.Resolved,
            ResolvedAt = Samples.Noon,
            ResolvedBy = IncidentResolution.Person,
            Resolver = author,
            Revision = incident.Revision + 1,
        });

    private void Refuse()
    {
        if (Away)
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
    }

    private Task<Incident?> Change(Guid id, Func<Incident, Incident> change)
    {
        Refuse();
        lock (_lock)
            return Task.FromResult(_incidents.TryGetValue(id, out var incident) ? _incidents[id] = change(incident) : null);
    }
}
