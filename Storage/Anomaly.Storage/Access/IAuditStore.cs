namespace Anomaly.Storage.Access;

/// <summary>The audit log: it is added to, and read.</summary>
public interface IAuditStore
{
    /// <summary>Adds an entry. Texts may be anything.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Reads a page.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken);
}
