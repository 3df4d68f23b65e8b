namespace Anomaly.Storage.Retention;

/// <summary>
/// Deletes history, a page at a time. Every method is one short statement or transaction, and passes by what somebody else has locked: whoever writes
/// never waits for it longer than for any other write.
/// </summary>
public interface IRetentionStore
{
    /// <summary>Makes a process the one that deletes, unless another is.</summary>
    /// <param name="owner">Tells this process from others.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where another process is.</returns>
    Task<bool> ClaimAsync(Guid owner, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Deletes anomalies that were detected before a time, but for those of a firing incident, and those that are not counted into one yet.</summary>
    /// <param name="after">Where the page begins.</param>
    /// <param name="before">The time.</param>
    /// <param name="limit">How many are looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PrunedPage> PruneAnomaliesAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes incidents, with their series and comments, whose last anomaly was detected before a time and that were over by then, have no anomaly any
    /// more, and of which there is nothing to tell.
    /// </summary>
    /// <param name="after">Where the page begins.</param>
    /// <param name="before">The time.</param>
    /// <param name="limit">How many are looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PrunedPage> PruneIncidentsAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes dead letters that were refused before a time. The topic of dead letters keeps its own.</summary>
    /// <param name="after">Where the page begins; of its parts the time counts.</param>
    /// <param name="before">The time.</param>
    /// <param name="limit">How many are deleted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PrunedPage> PruneDeadLettersAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken);

    /// <summary>Deletes entries of the audit log from before a time.</summary>
    /// <param name="after">Where the page begins; of its parts the time counts.</param>
    /// <param name="before">The time.</param>
    /// <param name="limit">How many are deleted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PrunedPage> PruneAuditAsync(PruneCursor after, DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
