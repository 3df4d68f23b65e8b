using Anomaly.Storage.Access;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Access;

internal sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, ApiKeySql.All);
                return command.ReadAll(Read);
            },
            cancellationToken);

    public Task<bool> AddAsync(ApiKeyRow key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, ApiKeySql.Add)
                    .With("@name", key.Name)
                    .With("@role", key.Role)
                    .With("@hash", key.Hash)
                    .With("@created_by", StoredText.Clean(key.CreatedBy))
                    .With("@created_at", StoredTime.Milliseconds(key.CreatedAt))
                    .With("@expires_at", key.ExpiresAt is { } end ? StoredTime.Milliseconds(end) : null);
                return command.ExecuteNonQuery() == 1;
            },
            cancellationToken);

    public Task<ApiKeyRow?> DeleteAsync(string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, ApiKeySql.Delete).With("@name", name);
                return command.ReadAll(Read).SingleOrDefault();
            },
            cancellationToken);

    private static ApiKeyRow Read(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        StoredTime.FromMilliseconds(reader.GetInt64(4)),
        reader.IsDBNull(5) ? null : StoredTime.FromMilliseconds(reader.GetInt64(5)));
}
