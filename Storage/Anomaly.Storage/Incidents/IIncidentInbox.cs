namespace Anomaly.Storage.Incidents;

/// <summary>
/// Anomalies on their way into incidents. An anomaly enters in the statement that writes it. Any number of processes may take at
/// once; each anomaly is counted once, whatever dies when.
/// </summary>
public interface IIncidentInbox
{
    /// <summary>
    /// Counts the oldest anomalies, by event time, into incidents: claims them, folds them, and writes incidents, changes and the
    /// anomalies' incident ids, all in one short transaction. What another worker holds is passed by, and so are later anomalies of the same key.
    /// </summary>
    /// <param name="limit">How many anomalies at the most.</param>
    /// <param name="fold">Makes the incidents.</param>
    /// <param name="cancellationToken">Gives up; nothing is counted then.</param>
    Task<InboxBatch> TakeAsync(int limit, IIncidentFold fold, CancellationToken cancellationToken);

    /// <summary>
    /// Resolves firing incidents into which nothing was counted for a while, by the clock. None, while anomalies wait in the inbox for
    /// longer than usual: they may be of any of them.
    /// </summary>
    /// <param name="gap">For how long.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many.</returns>
    Task<int> ResolveQuietAsync(TimeSpan gap, int limit, CancellationToken cancellationToken);

    /// <summary>Resolves a firing incident whose series are normal, where it has not changed since.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="revision">The revision that the decision is based on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was.</returns>
    Task<bool> ResolveNormalAsync(Guid id, long revision, CancellationToken cancellationToken);

    /// <summary>Counts what there is.</summary>
    Task<InboxMeasure> MeasureAsync(CancellationToken cancellationToken);
}
