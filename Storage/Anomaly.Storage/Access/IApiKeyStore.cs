namespace Anomaly.Storage.Access;

/// <summary>The keys for the API that people made.</summary>
public interface IApiKeyStore
{
    /// <summary>All of them, by name in byte order.</summary>
    Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds one.</summary>
    /// <returns>False where its name is taken.</returns>
    Task<bool> AddAsync(ApiKeyRow key, CancellationToken cancellationToken);

    /// <summary>Takes one away.</summary>
    /// <returns>What it was; null where there is none.</returns>
    Task<ApiKeyRow?> DeleteAsync(string name, CancellationToken cancellationToken);
}
