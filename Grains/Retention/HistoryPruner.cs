using Anomaly.Storage.Retention;

namespace Anomaly.Grains.Retention;

/// <summary>
/// Deletes history that is older than it may be, a page at a time with a rest behind each, so that whoever writes meanwhile hardly notices.
/// Of several processes one does so at a time; should it die, another goes on once its lease is over.
/// </summary>
internal sealed class HistoryPruner(IRetentionStore store, RetentionOptions options, TimeProvider time)
{
    private const int Rows = 1000;

    /// <summary>An incident may have very many series.</summary>
    private const int Incidents = 100;

    /// <summary>A page takes a quarter of the time at the most.</summary>
    private const int Rest = 3;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(50);

    private readonly Guid _owner = Guid.NewGuid();

    private delegate Task<PrunedPage> Prune(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes all that is due, unless another process does.</summary>
    public async Task<PrunedHistory> RunAsync(CancellationToken cancellationToken)
    {
        // Incidents after their anomalies: none may belong to one that is gone.
        var anomalies = await PruneAsync(store.PruneAnomaliesAsync, options.Anomalies, Rows, cancellationToken);
        var incidents = await PruneAsync(store.PruneIncidentsAsync, options.Anomalies, Incidents, cancellationToken);
        var deadLetters = await PruneAsync(store.PruneDeadLettersAsync, options.DeadLetters, Rows, cancellationToken);
        var audit = await PruneAsync(store.PruneAuditAsync, options.AuditLog, Rows, cancellationToken);
        return new(anomalies, incidents, deadLetters, audit);
    }

    private async Task<long> PruneAsync(Prune prune, TimeSpan keep, int limit, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        if (keep == TimeSpan.Zero)
        {
            return deleted;
        }

        var before = time.GetUtcNow() - keep;
        PruneCursor? next = PruneCursor.Start;
        while (next is { } after && await store.ClaimAsync(_owner, Lease, cancellationToken))
        {
            var started = time.GetTimestamp();
            (var count, next) = await prune(after, before, limit, cancellationToken);
            deleted += count;
            if (next is not null)
            {
                var rest = Rest * time.GetElapsedTime(started);
                await Task.Delay(rest > LeastRest ? rest : LeastRest, time, cancellationToken);
            }
        }

        return deleted;
    }
}
