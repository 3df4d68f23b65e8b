namespace Anomaly.Storage.Schema;

/// <summary>The database's tables.</summary>
public interface IStorageSchema
{
    /// <summary>
    /// Brings the tables up to this program's version; safe where several processes do so at once. Throws
    /// <see cref="StorageException"/> with one sentence that names the setting and the remedy where the database cannot be reached,
    /// refuses the login or the rights, or was written by a newer program.
    /// </summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes the tables a service's own where they are nobody's yet. Throws <see cref="StorageException"/> with one sentence that names
    /// the settings, both values and the remedy where they are another's: two clusters on the same tables would take each other's partitions.
    /// </summary>
    Task AdoptAsync(string serviceId, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that no silo of another cluster is at work on these tables. Throws <see cref="StorageException"/> with one sentence that
    /// names the settings, the other silo and the remedy where one is; it may pass by waiting, for a silo that was killed is at work for some seconds more.
    /// </summary>
    Task EnsureAloneAsync(string clusterId, CancellationToken cancellationToken);

    /// <summary>Asks the database for a sign of life; throws where there is none.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
