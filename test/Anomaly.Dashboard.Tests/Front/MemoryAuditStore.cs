using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The audit log in memory.</summary>
internal sealed class MemoryAuditStore : IAuditStore
{
    private readonly Lock _lock = new();
    private readonly List<AuditEntry> _entries = [];

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
            _entries.Add(entry with { Id = _entries.Count + 1 });

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<AuditEntry>>([.. _entries.AsEnumerable().Reverse().Take(query.Limit)]);
    }
}
