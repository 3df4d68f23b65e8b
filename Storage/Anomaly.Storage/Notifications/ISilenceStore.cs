namespace Anomaly.Storage.Notifications;

/// <summary>The silences. They stay when they are over, for whoever asks later why nothing was told.</summary>
public interface ISilenceStore
{
    /// <summary>Writes silences, new ones or in place of those of the same ids: all or none.</summary>
    Task SaveAsync(IReadOnlyList<SilenceRow> silences, CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<SilenceRow?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Reads a page.</summary>
    Task<IReadOnlyList<SilenceRow>> ListAsync(SilenceQuery query, CancellationToken cancellationToken);
}
