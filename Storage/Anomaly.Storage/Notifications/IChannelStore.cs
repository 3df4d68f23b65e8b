namespace Anomaly.Storage.Notifications;

/// <summary>The channels.</summary>
public interface IChannelStore
{
    /// <summary>All, by name in byte order.</summary>
    Task<IReadOnlyList<ChannelRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one.</summary>
    /// <returns>Null where there is none.</returns>
    Task<ChannelRow?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a channel over the revision that it has; a new one where that is 0.</summary>
    /// <returns>Its new revision; null where the stored one is of another by now.</returns>
    Task<long?> SaveAsync(ChannelRow channel, CancellationToken cancellationToken);

    /// <summary>Deletes a channel that no route names.</summary>
    Task<ChannelDeletion> DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Notes what became of a delivery; nothing where the channel is gone. Its revision stays.</summary>
    Task NoteDeliveryAsync(string name, LastDelivery delivery, CancellationToken cancellationToken);
}
