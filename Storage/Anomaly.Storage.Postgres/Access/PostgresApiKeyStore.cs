using Anomaly.Storage.Access;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Access;

internal sealed class PostgresApiKeyStore(PostgresDatabase database) : IApiKeyStore
{
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ApiKeySql.All);
        return await command.ReadAllAsync(Read, cancellationToken);
    }

    public async Task<bool> AddAsync(ApiKeyRow key, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ApiKeySql.Add);
        command.Add("name", NpgsqlDbType.Text, key.Name);
        command.Add("role", NpgsqlDbType.Text, key.Role);
        command.Add("hash", NpgsqlDbType.Text, key.Hash);
        command.Add("created_by", NpgsqlDbType.Text, StoredText.Clean(key.CreatedBy));
        command.Add("created_at", NpgsqlDbType.TimestampTz, StoredTime.Cut(key.CreatedAt).UtcDateTime);
        command.Add<DateTime?>("expires_at", NpgsqlDbType.TimestampTz, key.ExpiresAt is { } end ? StoredTime.Cut(end).UtcDateTime : null);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<ApiKeyRow?> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        // Such a name is none that could be there.
        if (!StoredText.IsStorable(name))
            return null;

        await using var command = database.Source.CreateCommand(ApiKeySql.Delete);
        command.Add("name", NpgsqlDbType.Text, name);
        return (await command.ReadAllAsync(Read, cancellationToken)).SingleOrDefault();
    }

    private static ApiKeyRow Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetFieldValue<DateTimeOffset>(4),
        reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5));
}
