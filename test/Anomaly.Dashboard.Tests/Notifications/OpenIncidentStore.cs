using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Tests.Notifications;

/// <summary>Open incidents, to be read only.</summary>
internal sealed class OpenIncidentStore : IIncidentStore
{
    public List<Incident> All { get; } = [];

    public Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Incident>>([.. All]);

    public Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(All.Find(incident => incident.Id == id));

    public Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) => throw new NotSupportedException();
}
