using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.DeadLetters;

namespace Anomaly.Storage.Partitions;

/// <summary>
/// What the owner of a partition asks of the database. Every method is one autocommitted statement: a process that is stopped in
/// the middle of one holds no lock. A method that throws may have been carried out or not; the caller then forgets its session and
/// claims anew.
/// </summary>
public interface IPartitionStore
{
    /// <summary>
    /// Raises the partition's owner epoch and answers with it: from then on every write with an older one is refused. A partition
    /// that was never claimed starts at the log's low end. Where the log's topic id differs from the stored one, or (where either
    /// is unknown) the log ends below the stored offset, the topic was created again: its epoch is raised and the partition starts
    /// at the log's low end.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="log">What the broker says of it.</param>
    /// <param name="stateVersion">The newest version of the states that the program reads and writes. The claim raises the partition's to it; where that is higher, the claim is refused and nothing is changed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ClaimAnswer> ClaimAsync(string topic, int partition, PartitionLog log, int stateVersion, CancellationToken cancellationToken);

    /// <summary>The version of the states of each partition that was ever claimed.</summary>
    Task<IReadOnlyDictionary<int, int>> GetStateVersionsAsync(string topic, CancellationToken cancellationToken);

    /// <summary>Reads rows. A series without a row is absent from the answer.</summary>
    Task<IReadOnlyList<SeriesRow>> LoadAsync(string topic, IReadOnlyCollection<string> seriesIds, CancellationToken cancellationToken);

    /// <summary>Reads a page of the series at home in a partition, by id in byte order, without their states.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="after">The id that the page begins after; empty for the first.</param>
    /// <param name="limit">How many at the most; fewer are the last.</param>
    /// <param name="headLength">How many bytes of each state are wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SeriesHead>> ListHeadsAsync(string topic, int partition, string after, int limit, int headLength, CancellationToken cancellationToken);

    /// <summary>Reads a page of the series at home in a partition, by id in byte order: when each was last written.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="after">The id that the page begins after; empty for the first.</param>
    /// <param name="limit">How many at the most; fewer are the last.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<SeriesAge>> ListAgesAsync(string topic, int partition, string after, int limit, CancellationToken cancellationToken);

    /// <summary>How far each partition is that was ever claimed.</summary>
    Task<IReadOnlyDictionary<int, PartitionProgress>> GetProgressAsync(string topic, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the fence's partition the home of series that are at home elsewhere, each only where its row is as it was read
    /// (home, epoch and offset). Answers with the rows that were taken, as they are now; none where the fence is stale.
    /// </summary>
    Task<IReadOnlyList<SeriesRow>> TakeAsync(Fence fence, IReadOnlyCollection<SeriesMove> moves, CancellationToken cancellationToken);

    /// <summary>
    /// Writes states and anomalies together. A state replaces the row whose home is the fence's partition; a row at home elsewhere is left. Where there is
    /// no row, that of a new series is inserted, and of any other nothing is written: it was removed, and the caller does not know.
    /// An anomaly that exists already (same id) is left and counted as a conflict.
    /// </summary>
    /// <returns>What was written; <see cref="FlushResult.States"/> below the number sent means that the session must end. A stale fence writes nothing and answers zeros.</returns>
    Task<FlushResult> FlushAsync(Fence fence, IReadOnlyList<SeriesUpdate> states, IReadOnlyList<AnomalyRecord> anomalies, CancellationToken cancellationToken);

    /// <summary>
    /// Removes series at home in the fence's partition from rows and catalog, each only where its row is as it was read (home, epoch and offset) and
    /// was not written since a time. Nothing may read what their positions cover any more: whoever did would take them for new ones.
    /// </summary>
    /// <param name="fence">The proof of ownership.</param>
    /// <param name="rows">The rows as they were read.</param>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The ids of those that were removed; none where the fence is stale.</returns>
    Task<IReadOnlyList<string>> RemoveAsync(Fence fence, IReadOnlyCollection<SeriesRow> rows, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Raises the partition's progress.</summary>
    /// <returns>False where the fence is stale.</returns>
    Task<bool> AdvanceAsync(Fence fence, long nextOffset, CancellationToken cancellationToken);

    /// <summary>Records dead letters; one that is recorded already (same topic, epoch, partition and offset) is left.</summary>
    /// <returns>False where the fence is stale.</returns>
    Task<bool> RecordDeadLettersAsync(Fence fence, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken);
}
