using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Access;
using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Changes;

/// <summary>What administrators see and change of keys. The audit log has neither keys nor their hashes.</summary>
internal sealed class KeyChanges(IApiKeyStore store, KeyBook book, AuditLog audit, TimeProvider time)
{
    /// <summary>The keys: those of the settings, then those that were made.</summary>
    public async Task<KeyItem[]> ListAsync(CancellationToken cancellationToken)
    {
        await audit.RequireAsync(Role.Admin);
        var made = await store.ListAsync(cancellationToken);
        return [.. book.OfSettings.OrderBy(key => key.Name, StringComparer.Ordinal).Select(key => new KeyItem(key)), .. made.Select(row => new KeyItem(row))];
    }

    /// <summary>Makes a key.</summary>
    /// <returns>It and its text, which is kept nowhere; null where the name is taken.</returns>
    public async Task<(ApiKeyRow Row, string Key)?> CreateAsync(string name, Role role, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var key = ApiKey.Create();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var row = new ApiKeyRow(name, role.NameOf(), ApiKey.Hash(key), actor.Name, now, expiresAt);
        if (book.OfSettings.Any(known => known.Name == name) || !await store.AddAsync(row, cancellationToken))
            return null;

        await audit.WriteAsync(actor, "key.create", name, null, new KeyItem(row));
        await book.ReadAsync(cancellationToken);
        return (row, key);
    }

    /// <summary>Takes a key away; it is refused here at once, and at the other hosts within seconds.</summary>
    /// <returns>False where there is none in the database.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        if (await store.DeleteAsync(name, cancellationToken) is not { } row)
            return false;

        await audit.WriteAsync(actor, "key.delete", name, new KeyItem(row), null);
        await book.ReadAsync(cancellationToken);
        return true;
    }
}
