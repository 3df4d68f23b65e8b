using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Storage.Anomalies;

/// <summary>The history of anomalies. <c>detected_at</c> is kept in whole milliseconds, so that a cursor is exact.</summary>
public interface IAnomalyStore
{
    /// <summary>Reads a page.</summary>
    Task<IReadOnlyList<AnomalyRecord>> QueryAsync(AnomalyQuery query, CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<AnomalyRecord?> FindAsync(Guid id, CancellationToken cancellationToken);
}
