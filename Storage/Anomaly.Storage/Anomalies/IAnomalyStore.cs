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

    /// <summary>Writes what people made of an anomaly.</summary>
    /// <returns>The anomaly as it is now; null where there is none.</returns>
    Task<AnomalyRecord?> SetStatusAsync(Guid id, AnomalyStatus status, CancellationToken cancellationToken);

    /// <summary>Counts by time, severity and method. Buckets begin at whole multiples of their length since 1970; empty ones are left out.</summary>
    /// <param name="from">Only those detected at this time or later.</param>
    /// <param name="to">Only those detected before this time.</param>
    /// <param name="bucket">The length of a bucket; whole seconds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AnomalyCount>> CountAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken);

    /// <summary>The series with the most anomalies, each by time, most first, then by time. Buckets as in <see cref="CountAsync"/>.</summary>
    /// <param name="from">Only those detected at this time or later.</param>
    /// <param name="to">Only those detected before this time.</param>
    /// <param name="bucket">The length of a bucket; whole seconds.</param>
    /// <param name="series">How many series at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SeriesAnomalyCount>> CountBySeriesAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, int series, CancellationToken cancellationToken);
}
