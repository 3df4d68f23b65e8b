namespace Anomaly.Storage.Notifications;

/// <summary>The key ring that all hosts of a service share.</summary>
public interface IKeyRingStore
{
    /// <summary>All elements, oldest first.</summary>
    Task<IReadOnlyList<KeyRingElement>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds an element.</summary>
    Task AddAsync(KeyRingElement element, CancellationToken cancellationToken);

    /// <summary>Writes another text in place of an element's.</summary>
    /// <returns>False where its text is not that of <paramref name="element"/> any more.</returns>
    Task<bool> ReplaceAsync(KeyRingElement element, string xml, CancellationToken cancellationToken);
}
